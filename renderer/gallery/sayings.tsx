import Inbox from "lucide-react/icons/inbox";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import { Badge, Banner, Button, EmptyState, FailureBanner, Progress, Skeleton } from "../ui";
import { Shelf } from "./shelf";

const tones = ["neutral", "brand", "patient", "document", "warning", "good"] as const;

/** What is said: badges, banners, failures, progress, emptiness, waiting. */
export function Sayings() {
  return (
    <>
      <Shelf name="badges">
        {tones.map((tone) => (
          <Badge key={tone} tone={tone} icon={TriangleAlert}>
            {tone}
          </Badge>
        ))}
      </Shelf>
      <Shelf name="sentences" stack>
        {(["info", "warning", "good", "patient"] as const).map((tone) => (
          <Banner key={tone} tone={tone} actions={<Button>action</Button>}>
            {tone}
          </Banner>
        ))}
        <FailureBanner failure={{ code: "network", retry: true, id: "X" }} onRetry={() => {}} />
        <Progress label="progress" value={120} max={400} valueLabel="120 / 400" />
        <Progress label="goes on" value={null} />
        <Skeleton widths={[80, 60, 70]} />
        <EmptyState icon={Inbox} title="empty" action={<Button>action</Button>}>
          why
        </EmptyState>
      </Shelf>
    </>
  );
}

import FileText from "lucide-react/icons/file-text";
import { useState, type ReactNode } from "react";
import {
  Badge,
  Boundary,
  Button,
  Card,
  Fact,
  FormActs,
  Gate,
  Glyph,
  Hidden,
  ListBeside,
  LoadingNote,
  Page,
  PersonRow,
  SplitPanes,
  TextField,
  VirtualList,
} from "../ui";
import styles from "./gallery.module.css";
import { Shelf } from "./shelf";

const nothing = (): void => {};
const people = ["DEMO Camille", "DEMO Dominique", "DEMO Sacha"].map((name) => ({
  kind: "item" as const,
  key: name,
  item: name,
}));

/** Where things lie: a page with its cards and its list, two panes, the screen before the workstation, a part that broke. */
export function Layouts() {
  return (
    <>
      <Shelf name="page">
        <Box>
          <Page title="title" actions={<Button>action</Button>} wide>
            <Card title="card" actions={<Badge tone="good">good</Badge>}>
              <dl>
                <Fact name="fact">known</Fact>
                <Fact name="nothing known">{""}</Fact>
              </dl>
              <TextField label="field" value="" onChange={nothing} />
              <div className={styles.acts}>
                <FormActs onCancel={nothing} onPress={nothing}>
                  act
                </FormActs>
              </div>
            </Card>
          </Page>
        </Box>
      </Shelf>
      <Shelf name="list beside">
        <Box>
          <Chosen />
        </Box>
      </Shelf>
      <Shelf name="panes">
        <Box>
          <SplitPanes
            name="gallery"
            label="edge"
            initial={260}
            min={200}
            max={400}
            first={<p className={styles.pane}>first</p>}
            second={
              <p className={styles.pane}>
                <Glyph icon={FileText} /> second <Hidden>said, not drawn</Hidden>
                <LoadingNote />
              </p>
            }
          />
        </Box>
      </Shelf>
      <Shelf name="gate">
        <Box>
          <Gate title="gate" lead="what it asks, in a sentence" inside footer="foot">
            <Button variant="primary">act</Button>
          </Gate>
        </Box>
      </Shelf>
      <Shelf name="broken">
        <Boundary>
          <Breaks />
        </Boundary>
      </Shelf>
    </>
  );
}

function Box({ children }: { readonly children: ReactNode }) {
  return <div className={styles.box}>{children}</div>;
}

function Chosen() {
  const [chosen, setChosen] = useState<string | null>(people[1]?.key ?? null);
  return (
    <ListBeside
      list={
        <>
          <Button>add</Button>
          <VirtualList
            label="list"
            framed
            rows={people}
            total={people.length}
            active={chosen}
            onActivate={setChosen}
            estimate={() => 60}
            renderItem={(name) => (
              <PersonRow kind="professional" name={name} marks={<Badge tone="warning">mark</Badge>}>
                Cardiologie · Cabinet de démonstration
              </PersonRow>
            )}
          />
        </>
      }
    >
      <Card title={chosen ?? ""}>chosen</Card>
    </ListBeside>
  );
}

function Breaks(): ReactNode {
  throw new Error("a part that cannot be drawn, on purpose");
}

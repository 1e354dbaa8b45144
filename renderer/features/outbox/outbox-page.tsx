import Send from "lucide-react/icons/send";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Card, EmptyState, FailureBanner, LoadingNote, Page, Skeleton } from "../../ui";
import { OutboxLine } from "./outbox-line";
import styles from "./outbox.module.css";

/** The messages on their way, newest first, each with what becomes of it. */
export function OutboxPage() {
  const t = useText();
  const query = useQueryOf("outbox.list", undefined);
  return (
    <Page title={t("writing.outboxTitle")}>
      {query.error !== null && <FailureBanner failure={query.error.failure} onRetry={() => void query.refetch()} />}
      {query.data === undefined ? (
        query.error === null && (
          <Card>
            <LoadingNote />
            <Skeleton widths={[60, 40]} />
            <Skeleton widths={[70, 30]} />
          </Card>
        )
      ) : query.data.length === 0 ? (
        <EmptyState icon={Send} title={t("writing.outboxEmpty")}>
          {t("writing.outboxEmptyText")}
        </EmptyState>
      ) : (
        <ul className={styles.items}>
          {query.data.map((item) => (
            <OutboxLine key={item.id} item={item} />
          ))}
        </ul>
      )}
    </Page>
  );
}

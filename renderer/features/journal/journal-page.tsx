import ScrollText from "lucide-react/icons/scroll-text";
import { useState } from "react";
import type { TraceLine } from "#shared/domain/trace-event";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, EmptyState, FailureBanner, LoadingNote, Page, SearchField, Skeleton } from "../../ui";
import { JournalLine } from "./journal-line";
import styles from "./journal.module.css";

const STEP = 100;
const MOST = 500;

/** The journal: searched, newest first, each line with its detail. */
export function JournalPage() {
  const t = useText();
  const [search, setSearch] = useState("");
  const [offset, setOffset] = useState(0);
  const [limit, setLimit] = useState(STEP);
  const query = useQueryOf("journal.list", { offset, limit, search: search.slice(0, 100) }, { keep: true });
  const lines = query.data?.lines ?? [];
  const total = query.data?.total ?? 0;
  const more = (): void => {
    if (limit < MOST) setLimit(Math.min(MOST, limit + STEP));
    else setOffset(offset + MOST);
  };
  return (
    <Page title={t("journal.title")} wide>
      <p className={styles.lead}>{t("journal.lead")}</p>
      <SearchField
        label={t("journal.search")}
        className={styles.search}
        value={search}
        onChange={(value) => {
          setSearch(value);
          setOffset(0);
          setLimit(STEP);
        }}
      />
      {query.error !== null && <FailureBanner failure={query.error.failure} onRetry={() => void query.refetch()} />}
      {query.data === undefined && query.error === null && (
        <div>
          <LoadingNote />
          <Skeleton widths={[100, 100, 100, 100]} height={28} />
        </div>
      )}
      {query.data !== undefined && lines.length === 0 && (
        <EmptyState icon={ScrollText} title={t(search === "" ? "journal.empty" : "journal.emptySearch")}>
          {search === "" ? t("journal.emptyText") : null}
        </EmptyState>
      )}
      {lines.length > 0 && (
        <div className={styles.sheet}>
          <p className={styles.count} role="status">
            {t("journal.count", { count: total })}
          </p>
          <Lines lines={lines} />
          {offset + lines.length < total && <Button onPress={more}>{t("journal.more")}</Button>}
        </div>
      )}
    </Page>
  );
}

function Lines({ lines }: { readonly lines: readonly TraceLine[] }) {
  const t = useText();
  return (
    <table className={styles.lines}>
      <thead>
        <tr>
          <th scope="col">{t("journal.number")}</th>
          <th scope="col">{t("journal.when")}</th>
          <th scope="col">{t("journal.what")}</th>
          <th scope="col">{t("journal.mailbox")}</th>
          <th scope="col">{t("journal.result")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <JournalLine key={line.seq} line={line} />
        ))}
      </tbody>
    </table>
  );
}

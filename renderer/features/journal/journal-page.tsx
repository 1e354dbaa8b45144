import FileDown from "lucide-react/icons/file-down";
import ScrollText from "lucide-react/icons/scroll-text";
import { useState } from "react";
import type { TraceLine } from "#shared/domain/trace-event";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, EmptyState, FailureBanner, LoadingNote, Page, Skeleton, toasts } from "../../ui";
import { Indicators } from "./indicators";
import { filterOf, JournalFilter, NO_FILTER, type JournalAsked } from "./journal-filter";
import { JournalKept } from "./journal-kept";
import { JournalLine } from "./journal-line";
import styles from "./journal.module.css";

const STEP = 100;
const MOST = 500;

/** The journal: filtered, newest first, each line with its detail; how long it is kept and whether its chain holds. */
export function JournalPage() {
  const t = useText();
  const [asked, setAsked] = useState<JournalAsked>(NO_FILTER);
  const [offset, setOffset] = useState(0);
  const [limit, setLimit] = useState(STEP);
  const query = useQueryOf("journal.list", { offset, limit, ...filterOf(asked) }, { keep: true });
  const lines = query.data?.lines ?? [];
  const total = query.data?.total ?? 0;
  const more = (): void => {
    if (limit < MOST) setLimit(Math.min(MOST, limit + STEP));
    else setOffset(offset + MOST);
  };
  const narrowed = asked !== NO_FILTER;
  return (
    <Page
      title={t("journal.title")}
      wide
      actions={
        <>
          <Indicators />
          <Export asked={asked} total={total} />
        </>
      }
    >
      <p className={styles.lead}>{t("journal.lead")}</p>
      <JournalKept />
      <JournalFilter
        asked={asked}
        onChange={(value) => {
          setAsked(value);
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
        <EmptyState icon={ScrollText} title={t(narrowed ? "journal.emptySearch" : "journal.empty")}>
          {narrowed ? null : t("journal.emptyText")}
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

/** Writes the lines on screen, and those after them, to a file. */
function Export({ asked, total }: { readonly asked: JournalAsked; readonly total: number }) {
  const t = useText();
  const write = useCommand("journal.export");
  const run = async (): Promise<void> => {
    const result = await write.run(filterOf(asked));
    if (result.ok && result.value.saved) toasts.show(t("journal.exported", { count: total }));
  };
  return (
    <Button icon={FileDown} isDisabled={total === 0} isPending={write.pending} onPress={() => void run()}>
      {t("journal.export")}
    </Button>
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

import type { Input } from "#shared/contract/index";
import type { TraceKind } from "#shared/domain/trace-event";
import { useText } from "../../text";
import { FilterChips, SearchField, TextField } from "../../ui";
import styles from "./journal.module.css";

const KINDS = ["all", "connection", "mail", "document", "patient", "safety", "failure"] as const satisfies readonly (
  | TraceKind
  | "all"
)[];

/** What is asked of the journal, as it is typed. */
export type JournalAsked = {
  readonly search: string;
  readonly from: string;
  readonly to: string;
  readonly kind: (typeof KINDS)[number];
};

/** Everything. */
export const NO_FILTER: JournalAsked = { search: "", from: "", to: "", kind: "all" };

/** The filter that the contract takes. */
export const filterOf = ({ search, from, to, kind }: JournalAsked): Input<"journal.export"> => ({
  search: search.slice(0, 100),
  from: from === "" ? null : from,
  to: to === "" ? null : to,
  kind: kind === "all" ? null : kind,
});

/** Words, a period and a kind. */
export function JournalFilter({
  asked,
  onChange,
}: {
  readonly asked: JournalAsked;
  readonly onChange: (asked: JournalAsked) => void;
}) {
  const t = useText();
  return (
    <div className={styles.filter} data-print="never">
      <div className={styles.fields}>
        <SearchField
          label={t("journal.search")}
          className={styles.search}
          value={asked.search}
          onChange={(search) => onChange({ ...asked, search })}
        />
        <TextField
          label={t("journal.from")}
          type="date"
          value={asked.from}
          onChange={(from) => onChange({ ...asked, from })}
        />
        <TextField label={t("journal.to")} type="date" value={asked.to} onChange={(to) => onChange({ ...asked, to })} />
      </div>
      <FilterChips
        label={t("journal.kind")}
        value={asked.kind}
        onChange={(kind) => onChange({ ...asked, kind })}
        options={KINDS.map((value) => ({ value, label: t(`journal.kind-${value}`) }))}
      />
    </div>
  );
}

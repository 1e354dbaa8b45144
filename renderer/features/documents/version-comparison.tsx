import type { VersionComparison } from "#shared/contract/documents";
import type { DocumentCard } from "#shared/domain/message";
import type { DocumentId } from "#shared/domain/ids";
import type { DifferenceRow, Stretch } from "#shared/rules/text-difference";
import { hl7Date, hl7Moment, longDate } from "#shared/text/formats/index";
import { useQueryOf } from "../../bridge";
import { useText, type Text } from "../../text";
import { Badge, Banner, classes, FailureBanner, Hidden, LoadingNote, Skeleton, Tabs } from "../../ui";
import { DocumentBody } from "./document-body";
import { titleOf } from "./document-words";
import styles from "./version-comparison.module.css";

/** Two versions of a document: what their headers and texts say side by side with the differences marked, and both as they look. */
export function ComparisonPanel({ id, other }: { readonly id: DocumentId; readonly other: DocumentId }) {
  const t = useText();
  const query = useQueryOf("documents.compare", { id, other });
  if (query.error !== null) return <FailureBanner failure={query.error.failure} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) {
    return (
      <div className={styles.panel}>
        <LoadingNote />
        <Skeleton widths={[100]} height={360} />
      </div>
    );
  }
  const { before, after, fields, text } = query.data;
  return (
    <div className={styles.panel}>
      <div className={styles.heads}>
        <Head card={before} name={t("documents.olderVersion")} />
        <Head card={after} name={t("documents.newerVersion")} />
      </div>
      <Tabs
        label={t("documents.compareTitle")}
        tabs={[
          {
            id: "differences",
            label: t("documents.differences"),
            content: <Differences fields={fields} text={text} />,
          },
          { id: "looks", label: t("documents.sideBySide"), content: <Looks before={before.id} after={after.id} /> },
        ]}
      />
    </div>
  );
}

function Head({ card, name }: { readonly card: DocumentCard; readonly name: string }) {
  const t = useText();
  return (
    <div className={styles.head}>
      <p className={styles.which}>{name}</p>
      <p className={styles.title}>{titleOf(card, t)}</p>
      <p className={styles.about}>
        {longDate(card.date, t.language)} · {card.author}
      </p>
      <Badge tone={card.state === "current" ? "good" : "warning"}>{t(`documents.state-${card.state}`)}</Badge>
    </div>
  );
}

function Differences({ fields, text }: Pick<VersionComparison, "fields" | "text">) {
  const t = useText();
  // Two moments of one minute read the same: that is no difference to a reader.
  const read = fields
    .map(({ name, before, after }) => ({ name, before: worded(name, before, t), after: worded(name, after, t) }))
    .filter(({ before, after }) => before !== after);
  const changes = text?.rows.filter(({ kind }) => kind !== "same").length ?? 0;
  return (
    <div className={styles.differences}>
      <p role="status">
        {read.length + changes === 0 && text !== null
          ? t("documents.noDifference")
          : t("documents.differenceCount", { count: read.length + changes })}
      </p>
      {text === null && <Banner>{t("documents.noTextToCompare")}</Banner>}
      {text?.cut === true && <Banner>{t("documents.comparisonCut")}</Banner>}
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t("documents.olderVersion")}</th>
            <th scope="col">{t("documents.newerVersion")}</th>
          </tr>
        </thead>
        <tbody>
          {read.map(({ name, before, after }) => (
            <tr key={name} className={styles.changed}>
              <td>
                <span className={styles.field}>{t.ofCode("documents", name)}</span>
                <Marked stretches={[{ text: before, changed: true }]} side="before" />
              </td>
              <td>
                <span className={styles.field}>{t.ofCode("documents", name)}</span>
                <Marked stretches={[{ text: after, changed: true }]} side="after" />
              </td>
            </tr>
          ))}
          {text?.rows.map((row, at) => (
            // The rows of a comparison do not change: their place is their identity.
            // eslint-disable-next-line react/no-array-index-key
            <Row key={at} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row }: { readonly row: DifferenceRow }) {
  return (
    <tr className={classes(row.kind !== "same" && styles.changed)}>
      <td>{row.before !== null && <Marked stretches={row.before} side="before" />}</td>
      <td>{row.after !== null && <Marked stretches={row.after} side="after" />}</td>
    </tr>
  );
}

/** What changed is struck or underlined, and said by a word to who does not see it. */
function Marked({ stretches, side }: { readonly stretches: readonly Stretch[]; readonly side: "before" | "after" }) {
  const t = useText();
  const Mark = side === "before" ? "del" : "ins";
  return stretches.map(({ text, changed }, at) =>
    changed && text !== "" ? (
      // eslint-disable-next-line react/no-array-index-key -- the stretches of a line do not change
      <Mark key={at} className={styles[side]}>
        <Hidden>{t(`documents.mark-${side}`)}</Hidden>
        {text}
      </Mark>
    ) : (
      // eslint-disable-next-line react/no-array-index-key -- the stretches of a line do not change
      <span key={at}>{text}</span>
    ),
  );
}

function Looks({ before, after }: { readonly before: DocumentId; readonly after: DocumentId }) {
  return (
    <div className={styles.looks}>
      <Look id={before} />
      <Look id={after} />
    </div>
  );
}

function Look({ id }: { readonly id: DocumentId }) {
  const query = useQueryOf("documents.open", { id });
  if (query.error !== null) return <FailureBanner failure={query.error.failure} onRetry={() => void query.refetch()} />;
  return <div className={styles.look}>{query.data !== undefined && <DocumentBody view={query.data} />}</div>;
}

const worded = (name: string, value: string, t: Text): string => {
  if (value === "") return t("documents.traitMissing");
  if (name === "dateOfAct" || name === "writtenOn") return hl7Moment(value, t.language);
  if (name === "trait-birthDate") return hl7Date(value);
  if (name === "trait-sex") return t.ofCode("app", `sex-${value}`);
  return value;
};

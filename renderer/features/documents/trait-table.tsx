import Check from "lucide-react/icons/check";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import { hl7Date } from "#shared/text/formats/index";
import { useText, type Text } from "../../text";
import { classes, Glyph, Hidden, Matricule } from "../../ui";
import type { ComparedTrait } from "./comparison";
import styles from "./filing-panel.module.css";

/** Traits of the document beside those of the record; what differs is said by a word and an icon, then in a sentence under the table. */
export function TraitTable({
  rows,
  compared,
}: {
  readonly rows: readonly ComparedTrait[];
  readonly compared: boolean;
}) {
  const t = useText();
  return (
    <div className={styles.compare}>
      <table className={styles.traits}>
        <thead>
          <tr>
            <th scope="col">{t("documents.trait")}</th>
            <th scope="col">{t("documents.documentSays")}</th>
            {compared && <th scope="col">{t("documents.recordSays")}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TraitRow key={row.field} row={row} compared={compared} />
          ))}
        </tbody>
      </table>
      {compared && <Sentences rows={rows} />}
    </div>
  );
}

function TraitRow({ row, compared }: { readonly row: ComparedTrait; readonly compared: boolean }) {
  const t = useText();
  return (
    <tr className={classes(compared && row.state === "differs" && styles.differs)}>
      <th scope="row">{t(`documents.trait-${row.field}`)}</th>
      <td>
        <Value row={row} value={row.document} />
      </td>
      {compared && (
        <td>
          <Value row={row} value={row.local} />
          {row.state === "differs" && (
            <span className={styles.mark}>
              <Glyph icon={TriangleAlert} size={14} />
              {t("documents.traitDiffers")}
            </span>
          )}
          {row.state === "same" && (
            <span className={styles.same}>
              <Glyph icon={Check} size={15} />
              <Hidden>{t("documents.traitSame")}</Hidden>
            </span>
          )}
        </td>
      )}
    </tr>
  );
}

function Sentences({ rows }: { readonly rows: readonly ComparedTrait[] }) {
  const t = useText();
  const differing = rows.filter((row) => row.state === "differs");
  return (
    <ul className={styles.sentences} aria-live="polite">
      {rows.length > 0 && rows.every((row) => row.state === "same") && (
        <li className={styles.good}>{t("documents.allSame")}</li>
      )}
      {differing.map((row) => (
        <li key={row.field}>
          {t("documents.differs", {
            field: t(`documents.trait-${row.field}`),
            document: plain(row, row.document, t),
            local: plain(row, row.local, t),
          })}
        </li>
      ))}
    </ul>
  );
}

function Value({ row, value }: { readonly row: ComparedTrait; readonly value: string }) {
  const t = useText();
  if (row.field === "matricule" && value !== "") {
    const [matricule = "", oid = null] = value.split("^");
    return <Matricule matricule={matricule} oid={oid} />;
  }
  return (
    <span className={value === "" ? styles.none : undefined}>
      {value === "" ? t("documents.traitMissing") : plain(row, value, t)}
    </span>
  );
}

function plain(row: ComparedTrait, value: string, t: Text): string {
  if (row.field === "birthDate") return hl7Date(value);
  if (row.field === "sex") return t.ofCode("app", `sex-${value}`);
  return value.split("^")[0] ?? "";
}

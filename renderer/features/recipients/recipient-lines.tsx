import type { Recipient } from "#shared/domain/draft";
import { matriculeFromAddress, parseMatricule } from "#shared/rules/ins";
import { monthName } from "#shared/text/formats/index";
import { useText, type Text } from "../../text";
import { AvatarTile, Badge } from "../../ui";
import styles from "./recipient-lines.module.css";

/** A correspondent in two lines: who they are and what kind of address it is; then what they do, where, and the address in full. */
export function RecipientLines({
  recipient,
  alsoOf = false,
  oneOfSeveral = alsoOf,
  withSource = true,
}: {
  readonly recipient: Recipient;
  readonly alsoOf?: boolean;
  /** Its person has other addresses: which one is preferred is worth saying. */
  readonly oneOfSeveral?: boolean;
  /** False where a title already names the source. */
  readonly withSource?: boolean;
}) {
  const t = useText();
  const patient = recipient.kind === "patient";
  const does = patient
    ? bornWords(recipient.address, t)
    : [recipient.profession, recipient.specialty].filter((word) => word !== "").join(", ");
  const where = [recipient.structure, [recipient.postalCode, recipient.city].filter((word) => word !== "").join(" ")]
    .filter((word) => word !== "")
    .join(" · ");
  return (
    <span className={alsoOf ? styles.also : styles.lines}>
      {!alsoOf && (
        <AvatarTile kind={patient ? "patient" : recipient.kind === "unknown" ? "other" : "professional"} size={28} />
      )}
      <span className={styles.words}>
        <span className={styles.first}>
          <span className={styles.who}>
            <strong>
              {alsoOf ? t("writing.otherAddress") : recipient.name === "" ? recipient.address : recipient.name}
            </strong>
            {does !== "" && <span className={patient ? styles.patient : undefined}>{does}</span>}
          </span>
          <span className={styles.badges}>
            {recipient.kind !== "unknown" && (
              <Badge tone={patient ? "patient" : "brand"}>{t(`writing.kind-${recipient.kind}`)}</Badge>
            )}
            {recipient.preferred && oneOfSeveral && <Badge tone="good">{t("writing.preferred")}</Badge>}
            {recipient.bounced && <Badge tone="warning">{t("writing.bouncedBefore")}</Badge>}
          </span>
        </span>
        <span className={styles.second}>
          <span className={styles.address}>
            {recipient.members === undefined
              ? recipient.address
              : recipient.members.map(({ name, address }) => name || address).join(", ")}
          </span>
          {where !== "" && <span>{where}</span>}
          {withSource && <span className={styles.source}>{t(`writing.source-${recipient.source}`)}</span>}
        </span>
      </span>
    </span>
  );
}

/** What a patient address tells of its patient: `née en mars 79, déduit du matricule`. */
export function bornWords(address: string, t: Text): string {
  const told = parseMatricule(matriculeFromAddress(address) ?? "");
  if (told === null) return "";
  const sex = told.sex === "female" ? "Female" : "Male";
  return told.birthMonth === undefined
    ? t(`writing.bornYear${sex}`, { year: told.birthYear2 })
    : t(`writing.born${sex}`, { month: monthName(told.birthMonth, t.language), year: told.birthYear2 });
}

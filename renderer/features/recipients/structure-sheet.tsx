import { NO_CRITERIA } from "#shared/domain/directory-criteria";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Banner, EmptyState, FailureBanner, LoadingNote, Skeleton } from "../../ui";
import SearchX from "lucide-react/icons/search-x";
import { CorrespondentActs } from "./correspondent-acts";
import { everybody, inStructure, isCut, silentSources } from "./correspondent";
import { RecipientLines } from "./recipient-lines";
import styles from "./sheet.module.css";

/** A structure: its own mailboxes first, then those of the people who work there, as each directory tells them. */
export function StructureSheet({
  name,
  postalCode,
  city,
}: {
  readonly name: string;
  readonly postalCode: string;
  readonly city: string;
}) {
  const t = useText();
  const search = useQueryOf("directory.search", {
    ...NO_CRITERIA,
    structure: name.slice(0, 120),
    postalCode: postalCode.slice(0, 10),
  });
  const answers = search.data ?? [];
  const { services, people } = inStructure(everybody(answers));
  const cut = isCut(answers);
  const silent = silentSources(answers);
  const place = [postalCode, city].filter((word) => word !== "").join(" ");
  return (
    <>
      {place !== "" && <p className={styles.quiet}>{place}</p>}
      <FailureBanner failure={search.error?.failure ?? null} onRetry={() => void search.refetch()} />
      {search.isLoading && (
        <div>
          <LoadingNote />
          <Skeleton widths={[60, 90]} />
        </div>
      )}
      {cut && <Banner>{t("directory.structureCut")}</Banner>}
      {silent.length > 0 && (
        <Banner tone="warning">
          {t("directory.silent", { sources: silent.map((source) => t(`writing.origin-${source}`)).join(", ") })}
        </Banner>
      )}
      {(["services", "people"] as const).map((part) => {
        const members = part === "services" ? services : people;
        const heading = t(cut ? `directory.${part}AtLeast` : `directory.${part}`, { count: members.length });
        return (
          members.length > 0 && (
            <section key={part} aria-label={heading}>
              <h3 className={styles.heading}>{heading}</h3>
              <ul className={styles.addresses}>
                {members.map((one) => (
                  <li key={one.address} className={styles.member}>
                    <RecipientLines recipient={one} withSource={false} />
                    <CorrespondentActs recipient={one} opens few />
                  </li>
                ))}
              </ul>
            </section>
          )
        );
      })}
      {!search.isLoading && services.length + people.length === 0 && (
        <EmptyState icon={SearchX} title={t("writing.noResult")}>
          {t("directory.structureNobody")}
        </EmptyState>
      )}
    </>
  );
}

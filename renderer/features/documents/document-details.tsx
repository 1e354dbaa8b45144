import type { DocumentView } from "#shared/contract/documents";
import type { DocumentAuthor } from "#shared/domain/document";
import { longDate } from "#shared/text/formats/index";
import { useText } from "../../text";
import { workspace } from "../../workspace";
import { Badge, Button } from "../../ui";
import styles from "./document-head.module.css";

/** What is asked for less often: every author, dates, versions, and what was noted, each in a sentence. */
export function DocumentDetails({ view: { card, cda, versions } }: { readonly view: DocumentView }) {
  const t = useText();
  const header = cda?.header;
  return (
    <div className={styles.details}>
      {header !== undefined && <Written header={header} />}
      {versions.length > 1 && <Versions card={card} versions={versions} />}
      {card.anomalies.length > 0 && (
        <ul className={styles.anomalies}>
          {card.anomalies.map((code) => (
            <li key={code}>{t.ofCode("anomalies", code)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Who wrote and signed it, when, and who may read it. */
function Written({ header }: { readonly header: NonNullable<DocumentView["cda"]>["header"] }) {
  const t = useText();
  const confidentiality = header.confidentiality ?? "";
  return (
    <dl className={styles.facts}>
      {header.authors.map((author, at) => (
        // The authors of a document do not change: their place is their identity.
        // eslint-disable-next-line react/no-array-index-key
        <div key={at}>
          <dt>{t("documents.author")}</dt>
          <dd>{authorWords(author)}</dd>
        </div>
      ))}
      {header.legalAuthenticator !== undefined && (
        <div>
          <dt>{t("documents.signer")}</dt>
          <dd>{authorWords(header.legalAuthenticator)}</dd>
        </div>
      )}
      <div>
        <dt>{t("documents.writtenOn")}</dt>
        <dd>{longDate(header.effectiveTime, t.language)}</dd>
      </div>
      {t.has(`documents.confidentiality-${confidentiality}`) && (
        <div>
          <dt>{t("documents.confidentiality")}</dt>
          <dd>{t.ofCode("documents", `confidentiality-${confidentiality}`)}</dd>
        </div>
      )}
    </dl>
  );
}

function Versions({ card, versions }: Pick<DocumentView, "card" | "versions">) {
  const t = useText();
  return (
    <ul className={styles.versions} aria-label={t("documents.versions")}>
      {versions.map((version) => (
        <li key={version.id}>
          <button
            type="button"
            className={styles.version}
            disabled={version.id === card.id}
            onClick={() => workspace.show({ kind: "document", id: version.id })}
          >
            {version.version === null
              ? t("documents.versionUnknown")
              : t("documents.version", { version: version.version })}
            {` · ${longDate(version.date, t.language)}`}
            {version.id === card.id && ` · ${t("documents.thisVersion")}`}
          </button>
          <Badge tone={version.state === "current" ? "good" : "warning"}>{t(`documents.state-${version.state}`)}</Badge>
          {version.id !== card.id && (
            <Button variant="quiet" onPress={() => workspace.show({ kind: "compare", id: card.id, other: version.id })}>
              {t("documents.compare")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

const authorWords = (author: DocumentAuthor): string =>
  [
    [author.title, author.given, author.family].filter((part) => part !== undefined && part !== "").join(" "),
    author.specialty?.label,
    author.organization,
  ]
    .filter((part) => part !== undefined && part !== "")
    .join(" · ");

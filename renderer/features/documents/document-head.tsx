import ChevronDown from "lucide-react/icons/chevron-down";
import ChevronUp from "lucide-react/icons/chevron-up";
import CircleCheck from "lucide-react/icons/circle-check";
import ShieldCheck from "lucide-react/icons/shield-check";
import ShieldQuestion from "lucide-react/icons/shield-question-mark";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import { useRef, useState } from "react";
import type { DocumentView } from "#shared/contract/documents";
import { hl7Date, longDate, momentOf } from "#shared/text/formats/index";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { Badge, Button, Fact, Glyph, Matricule, PatientLine, toasts, useToday } from "../../ui";
import { DocumentDetails } from "./document-details";
import { useFoundIn } from "./find/find-context";
import styles from "./document-head.module.css";

/** Whom the document is about with its trust in words, what it is, who wrote it, and whether it is intact and current. */
export function DocumentHead({ view }: { readonly view: DocumentView }) {
  const t = useText();
  const [details, setDetails] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  // Who it is about and who wrote it are looked for with the rest.
  useFoundIn(whole, details);
  const { card, cda } = view;
  const author = cda?.header.authors[0];
  const organization = author?.organization ?? cda?.header.custodian ?? "";
  return (
    <div ref={whole} className={styles.head}>
      <Patient view={view} />
      <dl className={styles.facts}>
        <Fact name={t("documents.type")}>{card.typeLabel}</Fact>
        <Fact name={t("documents.dateOfAct")}>{longDate(cda?.header.serviceStart || card.date, t.language)}</Fact>
        <Fact name={t("documents.author")}>{card.author}</Fact>
        {!card.author.includes(organization) && <Fact name={t("documents.organization")}>{organization}</Fact>}
      </dl>
      <div className={styles.state}>
        <Badge
          tone={card.integrity === "ok" ? "good" : card.integrity === "broken" ? "warning" : "neutral"}
          icon={card.integrity === "ok" ? ShieldCheck : card.integrity === "broken" ? TriangleAlert : ShieldQuestion}
        >
          {t(`documents.integrity-${card.integrity}`)}
        </Badge>
        {card.state !== "current" && <Badge tone="warning">{t(`documents.state-${card.state}`)}</Badge>}
        {card.action !== "new" && <Badge tone="document">{t(`documents.action-${card.action}`)}</Badge>}
        {card.anomalies.length > 0 && <Badge>{t("documents.anomalies", { count: card.anomalies.length })}</Badge>}
        <span className={styles.more} data-print="never">
          <Button variant="quiet" icon={details ? ChevronUp : ChevronDown} onPress={() => setDetails(!details)}>
            {t(details ? "documents.hideDetails" : "documents.details")}
          </Button>
        </span>
      </div>
      {details && <DocumentDetails view={view} />}
      <Filed view={view} />
    </div>
  );
}

function Patient({ view: { card, cda } }: { readonly view: DocumentView }) {
  const t = useText();
  const patient = cda?.header.patient;
  const birth = hl7Date(patient?.birthDate ?? "");
  const good = card.match === "same";
  return (
    <PatientLine
      name={card.patientName === "" ? t("documents.unknownPatient") : card.patientName}
      kind={t("app.kind-patient")}
      trust={{
        icon: good ? CircleCheck : TriangleAlert,
        tone: good ? "good" : "warning",
        text: t(`documents.match-${card.match}`),
      }}
    >
      <p className={styles.traits}>
        {birth !== "" && <span>{t(`documents.born-${patient?.sex ?? "unknown"}`, { date: birth })}</span>}
        {card.patientMatricule !== null && (
          <Matricule matricule={card.patientMatricule} oid={patient?.ins?.oid ?? null} />
        )}
      </p>
    </PatientLine>
  );
}

function Filed({ view: { card } }: { readonly view: DocumentView }) {
  const t = useText();
  const now = useToday();
  const unfile = useCommand("documents.unfile");
  const { filed } = card;
  if (filed === null) return null;
  const take = async (): Promise<void> => {
    const result = await unfile.run({ id: card.id });
    if (result.ok) toasts.show(t("documents.unfiled"));
  };
  return (
    <p className={styles.filed} data-print="never">
      <Glyph icon={CircleCheck} size={16} />
      <span>
        {t(filed.automatic ? "documents.filedAutoOn" : "documents.filedOn", {
          when: momentOf(filed.at, now, t.language),
        })}
      </span>
      <Button variant="quiet" isPending={unfile.pending} onPress={() => void take()}>
        {t("documents.unfile")}
      </Button>
    </p>
  );
}

import type { ReactNode } from "react";
import type { Address, DeliveryReport, MessageView, MssHeaders } from "#shared/domain/message";
import { useText } from "../../text";
import { TimeText } from "../../ui";
import { PersonLine } from "../recipients";
import styles from "./message.module.css";

/** Addresses, date, received subject and MSSanté headers, as they came. */
export function MessageDetails({ message }: { readonly message: MessageView }) {
  const t = useText();
  const headers = headersOf(message.mss);
  return (
    <dl className={styles.details}>
      <Line term={t("reader.from")}>
        <People people={[message.from]} />
      </Line>
      <Line term={t("reader.to")}>
        <People people={message.to} />
      </Line>
      {message.cc.length > 0 && (
        <Line term={t("reader.cc")}>
          <People people={message.cc} />
        </Line>
      )}
      {message.replyTo.length > 0 && (
        <Line term={t("reader.replyTo")}>
          <People people={message.replyTo} />
        </Line>
      )}
      <Line term={t("reader.date")}>
        <TimeText iso={message.date} />
      </Line>
      {message.rawSubject !== message.subject && <Line term={t("reader.originalSubject")}>{message.rawSubject}</Line>}
      {message.receiptAskedBy !== null && (
        <Line term={t("reader.receipt")}>{t("reader.receiptAsked", { address: message.receiptAskedBy })}</Line>
      )}
      {message.reports !== undefined && (
        <Line term={t("reader.reports")}>
          {message.reports.map((report) => (
            <Told key={`${report.recipient}-${report.action}-${report.at}`} report={report} />
          ))}
        </Line>
      )}
      {headers.length > 0 && (
        <Line term={t("reader.mssHeaders")}>
          <span className={styles.mono}>
            {headers.map((header) => (
              <div key={header}>{header}</div>
            ))}
          </span>
        </Line>
      )}
    </dl>
  );
}

/** What came back about one recipient, and when. */
function Told({ report: { recipient, action, at } }: { readonly report: DeliveryReport }) {
  const t = useText();
  return (
    <div>
      {t(action === "displayed" ? "reader.dsn-displayed" : `reader.dsn-${action}`, { recipient })} <TimeText iso={at} />
    </div>
  );
}

function Line({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}

const headersOf = ({ nil, ins, codeCda, mes }: MssHeaders): readonly string[] =>
  Object.entries({ "X-MSS-NIL": nil, "X-MSS-INS": ins, "X-MSS-CODECDA": codeCda.join(", "), "X-MSS-MES": mes }).flatMap(
    ([name, value]) => (value === null || value === "" ? [] : [`${name}: ${value}`]),
  );

function People({ people }: { readonly people: readonly Address[] }) {
  return people.map((person, at) => <PersonLine key={`${person.address}-${at}`} person={person} />);
}

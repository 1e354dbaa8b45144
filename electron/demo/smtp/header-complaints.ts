import { MES_DOMAIN } from "#shared/rules/ins";
import { XDM_MARKER } from "#shared/rules/subject";
import { readMail } from "../mail/read-mail";
import type { Submission } from "./submission";

/** What a sent message does against the rules of an operator (référentiel 2, §2 to §3). */
export type ComplaintCode =
  | "nil-missing"
  | "message-id-missing"
  | "from-differs"
  | "from-label-missing"
  | "ins-without-xdm"
  | "code-cda-without-xdm"
  | "ins-missing"
  | "code-cda-missing"
  | "ins-value"
  | "mes-value"
  | "mes-without-patient"
  | "subject-grammar"
  | "charset"
  | "header-not-ascii"
  | "receipt-not-sender";

/** A complaint, kept for the tests; it names no person and quotes nothing of the message. */
export type Complaint = { readonly messageId: string; readonly code: ComplaintCode };

/** Every complaint about a message, in the order of the rules; none when all is right. */
export function headerComplaints({ raw, sender, recipients }: Submission): readonly Complaint[] {
  const mail = readMail(raw);
  const archive = raw.includes("IHE_XDM.zip") || raw.includes("ihe_xdm.zip") || raw.includes("IHE_XDM.ZIP");
  const has = (name: string): boolean => mail.header(name) !== "";
  const toPatient = recipients.some(({ address }) => address.endsWith(`@${MES_DOMAIN}`));
  const rules: readonly (readonly [ComplaintCode, boolean])[] = [
    ["nil-missing", !has("x-mss-nil")],
    ["message-id-missing", mail.messageId === ""],
    ["from-differs", mail.from !== sender],
    ["from-label-missing", !/^\s*[^<\s][^<]*<[^<>]+>\s*$/u.test(mail.header("from"))],
    ["ins-without-xdm", !archive && has("x-mss-ins")],
    ["code-cda-without-xdm", !archive && has("x-mss-codecda")],
    ["ins-missing", archive && !has("x-mss-ins")],
    ["code-cda-missing", archive && !has("x-mss-codecda")],
    ["ins-value", has("x-mss-ins") && !/^[ON]$/u.test(mail.header("x-mss-ins"))],
    ["mes-value", has("x-mss-mes") && mail.header("x-mss-mes") !== "FIN"],
    ["mes-without-patient", has("x-mss-mes") && !toPatient],
    ["subject-grammar", archive && !mail.automatic && !mail.subject.includes(`${XDM_MARKER}+`)],
    [
      "charset",
      /content-type:\s*text\/[a-z]+;[^]{0,120}?charset="?(?!utf-8|us-ascii)/iu.test(raw.toString("latin1", 0, 200_000)),
    ],
    ["header-not-ascii", mail.headerBytes.some((byte) => byte > 0x7e)],
    ["receipt-not-sender", mail.receiptTo !== "" && mail.receiptTo !== sender],
  ];
  return rules.flatMap(([code, broken]) => (broken ? [{ messageId: mail.messageId, code }] : []));
}

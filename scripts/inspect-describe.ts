import { createHash } from "node:crypto";
import type { CdaDocument, XdmArchive } from "#shared/domain/document";
import { PliError } from "#shared/domain/failure";
import type { ParsedMessage } from "#shared/domain/parsed-message";
import { matriculeFromAddress, isKeyValid, parseMatricule } from "#shared/rules/ins";
import { senderKind } from "#shared/rules/address";
import { displaySubject } from "#shared/rules/subject";
import { xmlLimits } from "../electron/documents/cda/xml/read-xml";
import type { ParserHost } from "../electron/documents/parser/parser-host";

/** What `npm run inspect` prints of a file: `kind` first, then the fields of that kind. Fails with a `PliError` for what is refused. */
export async function describeFile(host: ParserHost, bytes: Uint8Array): Promise<Record<string, unknown>> {
  const head = Buffer.from(bytes.subarray(0, 64 * 1024)).toString("latin1");
  if (/^PK(?:\x03\x04|\x05\x06)/.test(head)) return describeZip(host, bytes);
  // A page is no document of ours, and no attack on the XML reader either.
  if (/^\s*<(?:!doctype\s+html|html)[\s>]/i.test(head)) return describeOther(bytes);
  if (/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*</.test(head)) return describeXml(host, bytes);
  // The text of PDFs is for search alone: nothing here tells it.
  if (isMessage(head)) return describeMessage(host, await host.call("readMessage", { raw: bytes, pdf: false }));
  return describeOther(bytes);
}

/** A field block that holds at least one field of RFC 5322 or MIME that every message has. */
function isMessage(head: string): boolean {
  const block = head.replace(/^[\r\n ]+/, "").split(/\r?\n\r?\n/)[0] ?? "";
  const fields = block.split(/\r?\n/).filter((line) => /^[!-9;-~]+[ \t]*:/.test(line));
  return (
    /^(?:From |[!-9;-~]+[ \t]*:)/.test(block) &&
    fields.some((line) =>
      /^(?:from|to|subject|date|message-id|mime-version|received|return-path|content-type)\s*:/i.test(line),
    )
  );
}

async function describeZip(host: ParserHost, bytes: Uint8Array): Promise<Record<string, unknown>> {
  const { xdm, entries, anomalies } = await host.call("readArchive", { bytes });
  if (xdm) return { kind: "xdm", ...describeXdm(await host.call("readXdm", { bytes })) };
  return { kind: "zip", anomalies, entries };
}

async function describeXml(host: ParserHost, bytes: Uint8Array): Promise<Record<string, unknown>> {
  // What would be refused once it is in the other process is not sent there.
  if (bytes.length > xmlLimits.bytes) throw new PliError("xml-too-big");
  try {
    return { kind: "cda", ...describeCda(await host.call("readCda", { bytes })) };
  } catch (error) {
    if (error instanceof PliError && error.code === "not-cda") return describeOther(bytes);
    throw error;
  }
}

async function describeMessage(host: ParserHost, message: ParsedMessage): Promise<Record<string, unknown>> {
  return {
    kind: "message",
    subject: message.subject,
    displaySubject: displaySubject(message.subject),
    from: message.from,
    sender: senderKind(message.from.address),
    to: message.to,
    cc: message.cc,
    replyTo: message.replyTo,
    date: message.date,
    messageId: message.messageId,
    inReplyTo: message.inReplyTo,
    references: message.references,
    patient: describePatient(message),
    mss: message.mss,
    receiptAskedBy: message.receiptAskedBy || null,
    attachments: message.parts.map(({ name, mimeType, size, sha256, inline, dangerous }) => ({
      name,
      type: mimeType,
      size,
      sha256,
      inline,
      dangerous,
    })),
    text: message.text,
    safeHtml: message.html === null ? null : await host.call("safeHtml", { html: message.html }),
    receipt: message.receipt,
    xdm: message.xdm && describeXdm(message.xdm),
    xdmReturned: message.xdmReturned,
  };
}

/** The patient of a message: by the archive's METADATA (ECO.2.1.2), else by the address of the sender, then of a recipient. */
function describePatient(message: ParsedMessage): Record<string, unknown> | null {
  const ids = (message.xdm?.documents ?? []).map(({ patientId }) =>
    /^(\d[0-9AB]{14})\^\^\^&([\d.]+)&ISO/.exec(patientId),
  );
  const filed = ids.find((match) => match !== null);
  const addresses = [message.from, ...message.to, ...message.cc].map(({ address }) => matriculeFromAddress(address));
  const matricule = filed?.[1] ?? addresses.find((found) => found !== null);
  if (!matricule) return null;
  const { sex, birthYear2, birthMonth } = parseMatricule(matricule) ?? {};
  return {
    matricule,
    ...(filed ? { oid: filed[2] } : {}),
    keyValid: isKeyValid(matricule),
    sex,
    birthYear2,
    birthMonth,
  };
}

function describeXdm(xdm: XdmArchive): Record<string, unknown> {
  const documents = xdm.documents.map((document) => ({ ...document, cda: document.cda && describeCda(document.cda) }));
  return { conform: xdm.conform, anomalies: xdm.anomalies, submissionSets: xdm.submissionSets, documents };
}

function describeCda({ header, media, ...body }: CdaDocument): Record<string, unknown> {
  return {
    id: header.id,
    setId: header.setId,
    version: header.version,
    title: header.title,
    code: header.code.code,
    codeLabel: header.code.label,
    codeSystem: header.code.system,
    effectiveTime: header.effectiveTime,
    serviceStart: header.serviceStart,
    confidentiality: header.confidentiality,
    language: header.language,
    patient: header.patient,
    authors: header.authors,
    legalAuthenticator: header.legalAuthenticator,
    custodian: header.custodian,
    replaces: header.replaces,
    body: body.body,
    selfDisplaying: body.selfDisplaying,
    pdfs: media.filter(({ mimeType }) => mimeType === "application/pdf").map(({ size, sha256 }) => ({ size, sha256 })),
    media: media.map(({ mimeType, size, sha256 }) => ({ type: mimeType, size, sha256 })),
    narrativeText: body.narrativeText,
  };
}

function describeOther(bytes: Uint8Array): Record<string, unknown> {
  return { kind: "other", size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}

import { randomUUID } from "node:crypto";
import type { DocumentCard, MessageView } from "#shared/domain/message";
import { extractPart } from "../../../electron/documents/mime/extract-part";
import { readMessage } from "../../../electron/documents/mime/read-message";
import { type LetterOptions, letterWithDocument } from "../../journeys/support/real-mail";
import { newMark, received } from "./mail";
import type { Practice } from "./practice";

/** A document that came by mail, and the message it came in. */
export type Arrived = { readonly card: DocumentCard; readonly message: MessageView };

/** A colleague sends a document; resolves once the application shows it. */
export async function documentFrom(practice: Practice, options: LetterOptions = {}): Promise<Arrived> {
  const mark = newMark();
  const raw = await letterWithDocument({
    ...options,
    to: practice.address,
    text: `${options.text ?? "Voici."} ${mark}`,
  });
  const message = await received(practice, raw, mark);
  const [card] = message.documents;
  if (card === undefined) throw new Error("no document in the message");
  return { card, message };
}

/** Identifiers of a new document, and of the series that its versions share. */
export const newSeries = (): { readonly id: string; readonly setId: string } => {
  const number = () => BigInt(`0x${randomUUID().replaceAll("-", "")}`).toString();
  return { id: `2.25.${number()}`, setId: `2.25.${number()}` };
};

/** The files that a message carries, by name, decoded by our reader from the bytes on the server. */
export async function filesOf(source: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const raw = new Uint8Array(Buffer.from(source, "latin1"));
  const { parts } = await readMessage(raw);
  const files = new Map<string, Uint8Array>();
  for (const { name, index } of parts) files.set(name, (await extractPart(raw, index)).bytes);
  return files;
}

import { senderKind } from "./address";

/** A message that we sent to a patient: `fin` for the header X-MSS-MES, `finSubject` for the older subject `[FIN]`. */
export type PatientMessage = { readonly date: string; readonly fin: boolean; readonly finSubject: boolean };

/**
 * Where the exchange with a patient stands (ECO.2.2.8): closed by a message with FIN, reopened by the next one without.
 * `messages` are the ones sent to that patient, in any order (same dates: the order given); `date` is ISO.
 */
export const exchangeState = (messages: readonly PatientMessage[]): "open" | "closed" | "reopened" => {
  const time = (message: PatientMessage) => Date.parse(message.date) || 0;
  const ordered = messages.toSorted((a, b) => time(a) - time(b));
  const last = ordered.at(-1);
  if (last === undefined || !ordered.some((message) => message.fin || message.finSubject)) return "open";
  return last.fin || last.finSubject ? "closed" : "reopened";
};

/** FIN as a draft may keep it: it falls with the last patient among the recipients, and is never left for the next one (ECO.2.2.8). */
export const keptFin = (fin: boolean, recipients: readonly { readonly address: string }[]): boolean =>
  fin && recipients.some(({ address }) => senderKind(address) === "patient");

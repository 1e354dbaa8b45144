import type { DraftFields, Recipient } from "#shared/domain/draft";
import type { Address } from "#shared/domain/message";
import { parseAddress, senderKind } from "#shared/rules/address";
import { bareRecipient } from "#shared/rules/bare-recipient";
import { keptFin } from "#shared/rules/fin-state";
import { completedByNamesake } from "#shared/rules/person-facts";

type Recipients = Pick<DraftFields, "to" | "cc" | "bcc">;

/** Everyone that the message goes to. */
export const everyone = ({ to, cc, bcc }: Recipients): readonly Address[] => [...to, ...cc, ...bcc];

/** Whether a patient is among the recipients: only then does FIN exist. */
export const writesToPatient = (fields: Recipients): boolean =>
  everyone(fields).some(({ address }) => senderKind(address) === "patient");

/** The fields with FIN fallen when the last patient has left (ECO.2.2.8): it is never kept for the next one. */
export const withHonestFin = <Fields extends Recipients & { readonly fin: boolean }>(fields: Fields): Fields =>
  fields.fin && !keptFin(fields.fin, everyone(fields)) ? { ...fields, fin: false } : fields;

const sameAddress = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

/** A list with one more, never twice; a name that is known completes a bare address. */
export function withRecipient(list: readonly Address[], added: Address): readonly Address[] {
  const known = list.findIndex(({ address }) => sameAddress(address, added.address));
  if (known < 0) return [...list, added];
  return list.map((one, at) => (at === known && one.name === "" ? { ...one, name: added.name } : one));
}

/** The list with the known name of each bare address; the same list when nothing was bare or known. */
export function namedBy(list: readonly Address[], known: readonly Recipient[]): readonly Address[] {
  const nameOf = ({ address }: Address): string => known.find((one) => sameAddress(one.address, address))?.name ?? "";
  const isNamed = (one: Address): boolean => one.name === "" && nameOf(one) !== "";
  return list.some(isNamed) ? list.map((one) => (isNamed(one) ? { ...one, name: nameOf(one) } : one)) : list;
}

/** What is known of a recipient's address, under the name that the message gives them: what is said of another person there is left out. */
export const aboutOf = ({ address, name }: Address, known: Recipient | undefined): Recipient | undefined =>
  known && completedByNamesake(bareRecipient({ address, name }), known);

/** What was typed or pasted, as addresses: `a@b.fr; Nom <c@d.fr>, e@f.fr`. What is not an address comes back in `rest`. */
export function addressesIn(text: string): { readonly addresses: readonly Address[]; readonly rest: string } {
  const addresses: Address[] = [];
  const rest: string[] = [];
  for (const piece of text
    .slice(0, 20_000)
    .split(/[;,\n\t]+/u)
    .map((one) => one.trim())) {
    if (piece === "") continue;
    const named = /^"?([^"<>]{0,200}?)"?\s*<([^<>]{1,254})>$/u.exec(piece);
    const parsed = parseAddress(named?.[2] ?? piece);
    if (parsed.ok) addresses.push({ name: (named?.[1] ?? "").trim(), address: parsed.address });
    else rest.push(piece);
  }
  return { addresses, rest: rest.join(", ") };
}

/** A person of the suggestions with each of their addresses. */
export type Person = { readonly key: string; readonly recipients: readonly [Recipient, ...Recipient[]] };

/** Suggestions by person: each address once (what is known here completed by the directory), addresses of one person together, in the order they came. */
export function peopleOf(answers: readonly Recipient[]): readonly Person[] {
  const byAddress = new Map<string, Recipient>();
  for (const recipient of answers) {
    const key = recipient.address.toLowerCase();
    const known = byAddress.get(key);
    byAddress.set(key, known === undefined ? recipient : completedByNamesake(known, recipient));
  }
  const people = new Map<string, [Recipient, ...Recipient[]]>();
  for (const recipient of byAddress.values()) {
    const key = recipient.idNat !== "" ? recipient.idNat : recipient.address.toLowerCase();
    const person = people.get(key);
    if (person === undefined) people.set(key, [recipient]);
    else person.push(recipient);
  }
  return [...people].map(([key, recipients]) => ({ key, recipients }));
}

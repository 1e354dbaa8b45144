import type { Contact } from "#shared/domain/contact";
import type { ContactId } from "#shared/domain/ids";
import type { Recipient } from "#shared/domain/draft";
import { senderKind } from "#shared/rules/address";
import { bareRecipient } from "#shared/rules/bare-recipient";
import { fold } from "#shared/rules/fold";
import { patientAddress } from "#shared/rules/ins";
import { beginsWithinOneTypo } from "#shared/rules/one-typo";
import type { Store } from "../open";
import { contact, contactOfAddress, listContacts } from "./contacts";
import { asPatient } from "./patients";
import { teamRecipients } from "./teams";

const MOST = 12;

/** Notes that somebody was written to; writing again clears what an old bounce said. */
export function rememberRecipient(store: Store, address: string, name: string, at: string): void {
  const lower = address.toLowerCase().slice(0, 320);
  const words = ` ${fold(name)} ${fold(lower).replaceAll(/[@._-]+/gu, " ")} ${lower}`;
  store.run(
    `INSERT INTO recipients (address, name, folded, last_used, uses) VALUES (?, ?, ?, ?, 1)
     ON CONFLICT (address) DO UPDATE SET name = CASE excluded.name WHEN '' THEN name ELSE excluded.name END, folded = CASE excluded.name WHEN '' THEN folded ELSE excluded.folded END,
       last_used = max(last_used, excluded.last_used), uses = uses + 1, bounced = 0`,
    [lower, name.slice(0, 200), words, at],
  );
}

/**
 * While typing: contacts and people written to, the last ones first, then care teams, then patients who can be written to (qualified INS only,
 * ECO.2.2.6). Accents are ignored, words match from their start; what the contacts know of somebody completes what was written to.
 */
export function recentRecipients(store: Store, text: string): readonly Recipient[] {
  const words = fold(text).split(" ").filter(Boolean).slice(0, 6);
  const where = (column: string): string => words.map(() => `instr(${column}, ' ' || ?) > 0`).join(" AND ") || "1";
  const recent = store.all<{ address: string; name: string; last_used: string; bounced: number }>(
    `SELECT address, name, last_used, bounced FROM recipients WHERE ${where("folded")} ORDER BY bounced, last_used DESC LIMIT ${MOST}`,
    words,
  );
  const patients =
    words.length === 0
      ? []
      : store.all(
          `SELECT * FROM patients WHERE status = 'QUAL' AND matricule IS NOT NULL AND opposed_on IS NULL AND ${where("folded")} ORDER BY sort_name LIMIT ${MOST}`,
          words,
        );
  const known = recent.map(recentRecipient);
  const contacts =
    words.length === 0 ? [] : listContacts(store, words.join(" "), MOST).flatMap(contactRecipients(store));
  const told = new Map(contacts.map((one) => [one.address, one]));
  const people = known.map((one) => {
    const contact = told.get(one.address);
    told.delete(one.address);
    return contact === undefined ? one : { ...contact, lastUsed: one.lastUsed, bounced: one.bounced };
  });
  const teams = teamRecipients(store, words);
  const patientsFound = patients.flatMap((row) => asRecipient(store, row, known));
  return [...teams, ...people, ...told.values(), ...patientsFound].slice(0, 3 * MOST);
}

/** The same when nobody is called so: one typing error is forgiven in one of the words, among contacts and people written to. */
export function similarRecipients(store: Store, text: string): readonly Recipient[] {
  const words = fold(text).split(" ").filter(Boolean).slice(0, 6);
  if (words.length === 0) return [];
  const near = (folded: string): boolean => errorsIn(words, folded) <= 1;
  const contacts = store
    .all<{ id: string; folded: string }>(`SELECT id, folded FROM contacts ORDER BY sort_name LIMIT ${MOST_COMPARED}`)
    .filter(({ folded }) => near(folded))
    .slice(0, MOST)
    .flatMap(({ id }) => contactRecipients(store)(contact(store, id as ContactId)));
  const known = new Set(contacts.map(({ address }) => address));
  const recent = store
    .all<{ address: string; name: string; last_used: string; bounced: number; folded: string }>(
      `SELECT address, name, last_used, bounced, folded FROM recipients ORDER BY bounced, last_used DESC LIMIT ${MOST_COMPARED}`,
    )
    .filter(({ address, folded }) => !known.has(address) && senderKind(address) !== "patient" && near(folded))
    .slice(0, MOST)
    .map(recentRecipient);
  return [...contacts, ...recent];
}

/** As many as are compared between two keys. */
const MOST_COMPARED = 5000;

/** How many of the words begin no word of the text; two for one that even an error does not explain. */
function errorsIn(words: readonly string[], folded: string): number {
  const all = folded.split(" ");
  return words.reduce((sum, typed) => {
    if (folded.includes(` ${typed}`)) return sum;
    return sum + (all.some((word) => beginsWithinOneTypo(typed, word)) ? 1 : 2);
  }, 0);
}

/** What the contacts and the people written to say of these addresses; nothing of an unknown one. */
export function knownRecipients(store: Store, addresses: readonly string[]): readonly Recipient[] {
  return [...new Set(addresses.map((address) => address.toLowerCase()))].flatMap((address) => {
    const contact = contactOfAddress(store, address);
    const kept = contact === null ? [] : contactRecipients(store)(contact).filter((one) => one.address === address);
    if (kept.length > 0) return kept;
    const used = store.get<{ name: string; last_used: string; bounced: number }>(
      "SELECT name, last_used, bounced FROM recipients WHERE address = ?",
      [address],
    );
    return used === undefined ? [] : [recentRecipient({ address, ...used })];
  });
}

/** Each address of a contact, as a proposal. */
const contactRecipients =
  (store: Store) =>
  (contact: Contact): readonly Recipient[] =>
    contact.addresses.map((address) => {
      const used = store.get<{ last_used: string }>("SELECT last_used FROM recipients WHERE address = ?", [address]);
      const { name, kind, profession, specialty, structure, city, postalCode, idNat, bounced, gone } = contact;
      return {
        ...bareRecipient({ address, name, kind, source: "contact", lastUsed: used?.last_used ?? null }),
        profession,
        specialty,
        structure,
        city,
        postalCode,
        idNat,
        bounced: bounced.includes(address),
        ...(gone.includes(address) ? { gone: true as const } : {}),
      };
    });

const recentRecipient = (row: {
  readonly address: string;
  readonly name: string;
  readonly last_used: string;
  readonly bounced: number;
}): Recipient =>
  bareRecipient({
    address: row.address,
    name: row.name,
    kind: senderKind(row.address) === "patient" ? "patient" : "unknown",
    source: "recent",
    lastUsed: row.last_used,
    bounced: row.bounced === 1,
  });

function asRecipient(
  store: Store,
  row: Parameters<typeof asPatient>[0],
  already: readonly Recipient[],
): readonly Recipient[] {
  const found = asPatient(row);
  const address = patientAddress(found.ins?.matricule ?? "")?.toLowerCase() ?? null;
  if (address === null || already.some((one) => one.address === address)) return [];
  const used = store.get<{ last_used: string; bounced: number }>(
    "SELECT last_used, bounced FROM recipients WHERE address = ?",
    [address],
  );
  const name = `${found.usedName || found.birthName} ${found.usedFirstName || found.firstName}`.trim();
  return [
    {
      ...bareRecipient({
        address,
        name,
        kind: "patient",
        source: "patient",
        lastUsed: used?.last_used ?? null,
        bounced: used?.bounced === 1,
      }),
      patientId: found.id,
    },
  ];
}

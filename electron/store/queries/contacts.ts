import type { Contact, ContactFields } from "#shared/domain/contact";
import type { ContactId } from "#shared/domain/ids";
import { fold } from "#shared/rules/fold";
import { completedBy } from "#shared/rules/person-facts";
import type { Row, Store } from "../open";
import { StoreError } from "../store-error";

/** More contacts than this are not a person's. */
export const MOST_CONTACTS = 20_000;

/** Contacts whose words all begin with what is typed (name, place, profession, addresses), by name; all without a word. */
export function listContacts(store: Store, search: string, limit: number): readonly Contact[] {
  const words = fold(search).split(" ").filter(Boolean).slice(0, 10);
  const where = words.map(() => "instr(folded, ' ' || ?) > 0").join(" AND ") || "1";
  return store
    .all(`SELECT * FROM contacts WHERE ${where} ORDER BY sort_name, seq LIMIT ?`, [...words, limit])
    .map((row) => asContact(store, row));
}

/**
 * Adds (null) or changes a contact. A person or an address that is already there is the same contact: what it lacked is filled and its note kept, so
 * that nobody is there twice. Gives the contact as kept.
 */
export function saveContact(store: Store, id: ContactId | null, fields: ContactFields): Contact {
  return store.transaction(() => {
    const given = { ...fields, addresses: [...new Set(fields.addresses.map((address) => address.toLowerCase()))] };
    const others = sameAs(store, given).filter((one) => one.id !== id);
    if (id === null && others.length === 0 && count(store) >= MOST_CONTACTS) throw new StoreError("busy");
    const [first] = others;
    const target = id ?? first?.id ?? (store.newId() as ContactId);
    // What the person types now speaks first; without an identifier it is somebody found again, and the one kept speaks first.
    const merged = id === null ? [...others, given] : [given, ...others];
    for (const { id: other } of others) if (other !== target) store.run("DELETE FROM contacts WHERE id = ?", [other]);
    write(store, target, merged.reduce<ContactFields>(joined, merged[0] ?? given));
    return contact(store, target);
  });
}

/** Takes a contact away; the mail exchanged stays. */
export function removeContact(store: Store, id: ContactId): void {
  store.run("DELETE FROM contacts WHERE id = ?", [id]);
}

/** One contact, or `no-such`. */
export function contact(store: Store, id: ContactId): Contact {
  const row = store.get("SELECT * FROM contacts WHERE id = ?", [id]);
  if (row === undefined) throw new StoreError("no-such", { about: "contacts" });
  return asContact(store, row);
}

/** The contact that has this address (lower-cased), or null. */
export function contactOfAddress(store: Store, address: string): Contact | null {
  const row = store.get(
    "SELECT c.* FROM contacts c JOIN contact_addresses a ON a.contact = c.seq WHERE a.address = ?",
    [address],
  );
  return row === undefined ? null : asContact(store, row);
}

const count = (store: Store): number => store.get<{ n: number }>("SELECT count(*) AS n FROM contacts")?.n ?? 0;

function sameAs(store: Store, { idNat, addresses }: ContactFields): readonly Contact[] {
  const marks = addresses.map(() => "?").join(", ");
  return store
    .all(
      `SELECT * FROM contacts WHERE (id_nat <> '' AND id_nat = ?) OR seq IN (SELECT contact FROM contact_addresses WHERE address IN (${marks})) ORDER BY seq`,
      [idNat, ...addresses],
    )
    .map((row) => asContact(store, row));
}

/** `kept` completed by `other`. */
function joined(kept: ContactFields, other: ContactFields): ContactFields {
  if (kept === other) return kept;
  const known = kept.note === "" || kept.note.includes(other.note);
  return {
    ...completedBy(kept, other),
    note: known ? kept.note || other.note : `${kept.note}\n${other.note}`.trim(),
    addresses: [...new Set([...kept.addresses, ...other.addresses])],
  };
}

function write(store: Store, id: ContactId, fields: ContactFields): void {
  const { name, kind, profession, specialty, structure, postalCode, city, idNat, note, addresses } = fields;
  const texts = [name, profession, specialty, structure, postalCode, city, idNat, ...addresses];
  const folded = ` ${texts.map((text) => `${fold(text)} ${fold(text).replaceAll(/[@._'-]+/gu, " ")}`).join(" ")}`;
  const values = [name, kind, profession, specialty, structure, postalCode, city, idNat, note, folded, fold(name)];
  store.run(
    `INSERT INTO contacts (id, name, kind, profession, specialty, structure, postal_code, city, id_nat, note, folded, sort_name)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, profession = excluded.profession,
       specialty = excluded.specialty, structure = excluded.structure, postal_code = excluded.postal_code, city = excluded.city, id_nat = excluded.id_nat,
       note = excluded.note, folded = excluded.folded, sort_name = excluded.sort_name`,
    [id, ...values],
  );
  const seq = store.get<{ seq: number }>("SELECT seq FROM contacts WHERE id = ?", [id])?.seq ?? 0;
  const marks = addresses.map(() => "?").join(", ");
  store.run(`DELETE FROM contact_addresses WHERE contact = ? AND address NOT IN (${marks})`, [seq, ...addresses]);
  addresses.forEach((address, position) =>
    store.run(
      `INSERT INTO contact_addresses (address, contact, position) VALUES (?, ?, ?)
       ON CONFLICT (address) DO UPDATE SET contact = excluded.contact, position = excluded.position`,
      [address, seq, position],
    ),
  );
}

function asContact(store: Store, row: Row): Contact {
  const text = (column: string): string => String(row[column] ?? "");
  const addresses = store.all<{ address: string; gone_since: string | null; bounced: number | null }>(
    `SELECT a.address, p.gone_since, r.bounced FROM contact_addresses a LEFT JOIN recipients r ON r.address = a.address
     LEFT JOIN publications p ON p.address = a.address WHERE a.contact = ? ORDER BY a.position`,
    [row["seq"] ?? 0],
  );
  return {
    id: text("id") as ContactId,
    name: text("name"),
    kind: text("kind") as Contact["kind"],
    profession: text("profession"),
    specialty: text("specialty"),
    structure: text("structure"),
    postalCode: text("postal_code"),
    city: text("city"),
    idNat: text("id_nat"),
    note: text("note"),
    addresses: addresses.map(({ address }) => address),
    gone: addresses.filter(({ gone_since }) => gone_since !== null).map(({ address }) => address),
    bounced: addresses.filter(({ bounced }) => bounced === 1).map(({ address }) => address),
    checkedAt: row["checked_at"] === null ? null : text("checked_at"),
  };
}

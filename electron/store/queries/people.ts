import type { Colleague } from "#shared/domain/message";
import type { Store } from "../open";
import { getSetting, setSetting } from "./settings";

/** Who signed in last in this profile, and all who ever did: `{ idNat, givenName, familyName }`. */
const IDENTITY = "identity";
const PEOPLE = "people";
/** Most people remembered: a practice, not a hospital. */
const MOST = 200;

type Person = { readonly idNat: string; readonly givenName: string; readonly familyName: string };

/** Remembers who signed in: her messages are hers, and the others of this computer see her name. */
export function rememberPerson(store: Store, person: Person): void {
  const others = people(store).filter(({ idNat }) => idNat !== person.idNat);
  setSetting(store, IDENTITY, person);
  setSetting(store, PEOPLE, [...others, person].slice(-MOST));
}

/** National identifier of who signed in last in this profile, as keywords write it; empty before anybody did. */
export function myself(store: Store): string {
  return asPerson(getSetting(store, IDENTITY))?.idNat.toUpperCase() ?? "";
}

/** Who an identifier is: by her sign-in here, else by the contacts; without a name where neither knows her. Null for nobody. */
export function colleague(store: Store, idNat: string): Colleague | null {
  if (idNat === "") return null;
  const known = people(store).find((one) => one.idNat.toUpperCase() === idNat);
  const name =
    known === undefined
      ? (store.get<{ name: string }>("SELECT name FROM contacts WHERE id_nat = ? LIMIT 1", [idNat])?.name ?? "")
      : `${known.givenName} ${known.familyName}`.trim();
  return { idNat, name, mine: idNat === myself(store) };
}

function people(store: Store): readonly Person[] {
  const kept = getSetting(store, PEOPLE);
  const last = asPerson(getSetting(store, IDENTITY));
  const all = Array.isArray(kept) ? kept.flatMap((one) => asPerson(one) ?? []) : [];
  return last === null || all.some(({ idNat }) => idNat === last.idNat) ? all : [...all, last];
}

function asPerson(value: unknown): Person | null {
  if (typeof value !== "object" || value === null) return null;
  const { idNat, givenName, familyName } = value as Partial<Person>;
  return typeof idNat === "string" && typeof givenName === "string" && typeof familyName === "string"
    ? { idNat, givenName, familyName }
    : null;
}

import type { DirectoryEntry } from "../servers/directory-entries";
import { seedOf } from "./seed";

/** Entries of a directory as large as the national one. */
export const NATIONAL = 200_000;

/** As many mailboxes of people who do not exist, the same at each run. */
export const largeDirectory = (count: number): readonly DirectoryEntry[] =>
  Array.from({ length: count }, (_, at) => mailbox(at));

const SYLLABLES = "ba be bi bo bu da de di do du fa fe fi fo fu la le li lo lu ma me mi mo mu ra re ri ro ru".split(
  " ",
);

/** A mailbox of somebody who does not exist: 900 family names of three syllables are common, most are rare. */
function mailbox(at: number): DirectoryEntry {
  const seed = seedOf(at + 2_000_000);
  const word = (syllables: number): string =>
    Array.from({ length: syllables }, () => SYLLABLES[Math.floor(seed.next() ** 2 * SYLLABLES.length)] ?? "ba").join(
      "",
    );
  const [familyName, givenName] = [`${word(3)}-demo`.toUpperCase(), word(2)];
  const department = String(1 + seed.whole(95)).padStart(2, "0");
  return {
    mail: `${givenName}.${word(3)}${at}@annuaire.demo.mssante.fr`,
    type: at % 6 === 0 ? "ORG" : "PER",
    familyName,
    givenName,
    idNat: `8990${String(at).padStart(8, "0")}`,
    profession: seed.next() < 0.5 ? { code: "10", label: "Médecin" } : { code: "60", label: "Infirmier" },
    structure: `Centre de santé DEMO ${word(2)}`,
    structureId: `1990000${at % 10}00`,
    street: "1 RUE FICTIVE",
    postalCode: `${department}${String(seed.whole(900)).padStart(3, "0")}`,
    city: `DEMO-${word(2).toUpperCase()}`,
  };
}

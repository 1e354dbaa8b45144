import { expect, test } from "vitest";
import type { DirectoryAnswer } from "#shared/contract/writing";
import { NO_CRITERIA } from "#shared/domain/directory-criteria";
import type { Recipient, Situation } from "#shared/domain/draft";
import { bareRecipient } from "#shared/rules/bare-recipient";
import {
  addressesOfPerson,
  everybody,
  inStructure,
  isCut,
  notSearched,
  placesOf,
  silentSources,
} from "./correspondent";

const place = (structure: string, city = ""): Situation => ({
  structure,
  service: "",
  street: "",
  postalCode: "",
  city,
});
const found = (given: Partial<Recipient>): Recipient =>
  bareRecipient({ address: "a@b.mssante.fr", name: "DEMO Anne", kind: "PER", source: "fhir", ...given });
const about = { address: "a@b.mssante.fr", name: "Anne" };

test("nothing but an address is a person with that address", () => {
  expect(addressesOfPerson({ ...about, known: undefined, found: [] })).toMatchObject([
    { address: "a@b.mssante.fr", name: "Anne", kind: "unknown", profession: "" },
  ]);
});

test("what is known here comes first, completed by the directories, with each place once", () => {
  const known = found({ source: "contact", profession: "Médecin", situations: [place("Cabinet DEMO")] });
  const [one, ...others] = addressesOfPerson({
    ...about,
    known,
    found: [
      found({ address: "A@B.mssante.fr", specialty: "Cardiologie", situations: [place("Cabinet DEMO")] }),
      found({ preferred: true, situations: [place("Clinique DEMO", "BRON")] }),
    ],
  });
  expect(others).toEqual([]);
  expect(one).toMatchObject({ source: "contact", specialty: "Cardiologie", preferred: true });
  expect(one.situations?.map(({ structure }) => structure)).toEqual(["Cabinet DEMO", "Clinique DEMO"]);
});

test("the other addresses of the same person follow, each once; somebody else does not", () => {
  const all = addressesOfPerson({
    ...about,
    known: found({ idNat: "899900000001" }),
    found: [
      found({ address: "c@d.mssante.fr", idNat: "899900000001" }),
      found({ address: "C@d.mssante.fr", idNat: "899900000001", source: "ldap" }),
      found({ address: "e@f.mssante.fr", idNat: "899900000002" }),
      found({ address: "g@h.mssante.fr" }),
    ],
  });
  expect(all.map(({ address }) => address.toLowerCase())).toEqual(["a@b.mssante.fr", "c@d.mssante.fr"]);
});

test("without an identifier nobody else is taken for the person", () => {
  expect(addressesOfPerson({ ...about, known: found({}), found: [found({ address: "x@y.mssante.fr" })] })).toHaveLength(
    1,
  );
});

test("a contact's own place shows where no directory tells any", () => {
  expect(placesOf(found({ structure: "Cabinet DEMO", city: "BRON" }))).toEqual([place("Cabinet DEMO", "BRON")]);
  expect(placesOf(found({ structure: "Ancien", situations: [place("Nouveau")] }))).toEqual([place("Nouveau")]);
  expect(placesOf(found({}))).toEqual([]);
});

test("a structure's own mailboxes are told from those of its people, each once, by name", () => {
  const { services, people } = inStructure([
    found({ address: "z@b.fr", name: "ZOE" }),
    found({ address: "s@b.fr", name: "Secrétariat", kind: "ORG" }),
    found({ address: "S@b.fr", name: "Secrétariat", kind: "ORG", source: "ldap" }),
    found({ address: "e@b.fr", name: "Élie", kind: "unknown" }),
    found({ address: "c@b.fr", name: "Cabinet", kind: "CAB" }),
  ]);
  expect(services.map(({ name }) => name)).toEqual(["Cabinet", "Secrétariat"]);
  expect(people.map(({ name }) => name)).toEqual(["Élie", "ZOE"]);
});

test("a source that failed is said; one that was only asked too little is not", () => {
  const answer = (source: DirectoryAnswer["source"], failure: string | null): DirectoryAnswer => ({
    source,
    recipients: [found({})],
    cut: "no",
    ignored: [],
    failure,
  });
  const answers = [answer("fhir", "timeout"), answer("ldap", "too-short"), answer("offline", null)];
  expect(silentSources(answers)).toEqual(["fhir"]);
  expect(everybody(answers)).toHaveLength(3);
});

test("a source that took none of what was filled did not search; one that took a part of it did", () => {
  const empty = { recipients: [], cut: "no", failure: null } as const;
  const offline: DirectoryAnswer = { ...empty, source: "offline", ignored: ["street"] };
  const fhir: DirectoryAnswer = { ...empty, source: "fhir", ignored: ["city"] };
  expect(notSearched({ ...NO_CRITERIA, street: "exemple" }, [offline, fhir])).toEqual([offline]);
  expect(notSearched({ ...NO_CRITERIA, family: "demo", city: "bron" }, [offline, fhir])).toEqual([]);
  expect(notSearched({ ...NO_CRITERIA, street: "exemple" }, [{ ...offline, failure: "timeout" }])).toEqual([]);
});

test("one source cut at its limit or by its time makes the number a least one", () => {
  const whole: DirectoryAnswer = { source: "fhir", recipients: [], cut: "no", ignored: [], failure: null };
  expect(isCut([whole, whole])).toBe(false);
  expect(isCut([whole, { ...whole, cut: "size" }])).toBe(true);
  expect(isCut([{ ...whole, cut: "time" }])).toBe(true);
});

import { afterEach, beforeEach, expect, test } from "vitest";
import { type ContactFields, NO_CONTACT } from "#shared/domain/contact";
import { COLLEAGUE, openProfile, type Profile } from "./testing/profile";

let profile: Profile;
beforeEach(() => {
  profile = openProfile();
});
afterEach(() => profile.end());

const OTHER = "paul.demo@autre.demo.mssante.fr";
const paul = (given: Partial<ContactFields> = {}): ContactFields => ({
  ...NO_CONTACT,
  name: "DÉMO Paul",
  addresses: [COLLEAGUE],
  ...given,
});
const list = (search = "") => profile.service.listContacts(search, 100);
const proposed = (text: string) => profile.service.recentRecipients(text);

test("a contact is found by any of its words, accents aside, and read again as it was saved", () => {
  const saved = profile.service.saveContact(null, paul({ city: "LYON", note: "Le matin", idNat: "899900000001" }));
  expect(saved).toMatchObject({
    ...paul({ city: "LYON", note: "Le matin", idNat: "899900000001" }),
    gone: [],
    bounced: [],
  });
  profile.service.saveContact(null, { ...NO_CONTACT, name: "AUTRE Zoé", addresses: ["zoe@demo.mssante.fr"] });
  for (const text of ["dem paul", "paul demo", "lyon", "chu", "8999"])
    expect(list(text).map(({ name }) => name)).toEqual(["DÉMO Paul"]);
  expect(list().map(({ name }) => name)).toEqual(["AUTRE Zoé", "DÉMO Paul"]);
  expect(list("zzz")).toEqual([]);
  expect(list("%' OR 1")).toEqual([]);
});

test("whoever is already there by an address or an identifier is completed, never doubled, and no note is lost", () => {
  const first = profile.service.saveContact(null, paul({ note: "Le matin", idNat: "899900000001" }));
  const again = profile.service.saveContact(
    null,
    paul({ name: "Paul D.", profession: "Médecin", note: "Secrétariat : Zoé", addresses: [COLLEAGUE.toUpperCase()] }),
  );
  expect(again).toMatchObject({
    id: first.id,
    name: "DÉMO Paul",
    profession: "Médecin",
    note: "Le matin\nSecrétariat : Zoé",
  });
  const third = profile.service.saveContact(null, paul({ idNat: "899900000001", addresses: [OTHER] }));
  expect(third).toMatchObject({ id: first.id, addresses: [COLLEAGUE, OTHER] });
  expect(list()).toHaveLength(1);
});

test("two contacts that turn out to be one are joined when one is given the other's address", () => {
  const one = profile.service.saveContact(null, paul({ note: "A" }));
  profile.service.saveContact(null, { ...NO_CONTACT, name: "P. DEMO", city: "BRON", note: "B", addresses: [OTHER] });
  const joined = profile.service.saveContact(one.id, paul({ note: "A", addresses: [COLLEAGUE, OTHER] }));
  expect(joined).toMatchObject({ id: one.id, city: "BRON", note: "A\nB", addresses: [COLLEAGUE, OTHER] });
  expect(list()).toHaveLength(1);
});

test("a change keeps what was typed, an address taken out is gone from the contact, and a removal leaves nothing", () => {
  const { id } = profile.service.saveContact(null, paul({ addresses: [COLLEAGUE, OTHER], city: "LYON" }));
  expect(profile.service.saveContact(id, paul({ addresses: [OTHER], city: "" }))).toMatchObject({
    addresses: [OTHER],
    city: "",
  });
  profile.service.removeContact(id);
  expect(list()).toEqual([]);
  expect(profile.service.knownAddresses()).toEqual([]);
  expect(() => profile.service.contact(id)).toThrow("no-such");
});

test("an address that the directory published and no longer does is marked, until it is published again", () => {
  profile.service.saveContact(null, paul({ addresses: [COLLEAGUE, OTHER] }));
  const look = (published: readonly string[], day: string) =>
    profile.service.markPublished([COLLEAGUE, OTHER], published, `2026-11-${day}T08:00:00.000Z`);
  expect(look([COLLEAGUE.toUpperCase()], "20")).toEqual({ gone: 0 });
  expect(list()[0]).toMatchObject({ gone: [], checkedAt: "2026-11-20T08:00:00.000Z" });
  expect(look([OTHER], "22")).toEqual({ gone: 1 });
  expect(list()[0]).toMatchObject({ gone: [COLLEAGUE], checkedAt: "2026-11-22T08:00:00.000Z" });
  expect(look([OTHER, COLLEAGUE], "23")).toEqual({ gone: 0 });
  expect(list()[0]?.gone).toEqual([]);
});

test("an address that was never published is not said to have disappeared: it may be on the red list", () => {
  profile.service.saveContact(null, paul());
  expect(profile.service.markPublished([COLLEAGUE], [], "2026-11-22T08:00:00.000Z")).toEqual({ gone: 0 });
  expect(list()[0]?.gone).toEqual([]);
});

test("while typing, a contact tells what it is, once, with when it was written to", () => {
  profile.service.rememberRecipient(COLLEAGUE, "Paul", "2026-01-01T00:00:00.000Z");
  profile.service.saveContact(null, paul({ profession: "Médecin", city: "LYON", addresses: [COLLEAGUE, OTHER] }));
  expect(proposed("paul lyon")).toMatchObject([
    { address: COLLEAGUE, source: "contact", city: "LYON", lastUsed: "2026-01-01T00:00:00.000Z" },
    { address: OTHER, source: "contact", lastUsed: null },
  ]);
  expect(proposed("paul").map(({ address, profession }) => [address, profession])).toEqual([
    [COLLEAGUE, "Médecin"],
    [OTHER, "Médecin"],
  ]);
});

test("a care team is proposed by its name with its members, each once; an empty one is not", () => {
  const members = [
    { name: "DÉMO Paul", address: COLLEAGUE },
    { name: "Paul", address: COLLEAGUE.toUpperCase() },
    { name: "", address: OTHER },
  ];
  const team = profile.service.saveTeam(null, { name: "Diabète à domicile", note: "", members });
  expect(team.members).toEqual([members[0], members[2]]);
  profile.service.saveTeam(null, { name: "Diabète vide", note: "", members: [] });
  expect(proposed("diabete")).toMatchObject([{ name: "Diabète à domicile", kind: "team", members: team.members }]);
  expect(proposed("")).toEqual([]);
  profile.service.saveTeam(team.id, { name: "Équipe B", note: "lundi", members: [] });
  expect(profile.service.listTeams().map(({ name }) => name)).toEqual(["Diabète vide", "Équipe B"]);
  profile.service.removeTeam(team.id);
  expect(profile.service.listTeams()).toHaveLength(1);
});

test("what is known of an address is its contact first, then when it was written to, then nothing", () => {
  profile.service.rememberRecipient(COLLEAGUE, "Paul", "2026-01-01T00:00:00.000Z");
  profile.service.rememberRecipient("seul@autre.demo.mssante.fr", "SEUL Zoé", "2026-01-02T00:00:00.000Z");
  profile.service.saveContact(null, paul({ profession: "Médecin", addresses: [COLLEAGUE, OTHER] }));
  const known = profile.service.knownRecipients([
    COLLEAGUE.toUpperCase(),
    OTHER,
    "seul@autre.demo.mssante.fr",
    "inconnu@demo.mssante.fr",
    COLLEAGUE,
  ]);
  expect(known.map(({ address, name, source, lastUsed }) => [address, name, source, lastUsed])).toEqual([
    [COLLEAGUE, "DÉMO Paul", "contact", "2026-01-01T00:00:00.000Z"],
    [OTHER, "DÉMO Paul", "contact", null],
    ["seul@autre.demo.mssante.fr", "SEUL Zoé", "recent", "2026-01-02T00:00:00.000Z"],
  ]);
});

test("somebody is put in a team once, in a new one when it has no id, and never in a full one", () => {
  const { id } = profile.service.addToTeam(null, "Diabète", { name: "DÉMO Paul", address: COLLEAGUE });
  profile.service.addToTeam(id, "Diabète", { name: "Paul", address: COLLEAGUE.toUpperCase() });
  const team = profile.service.addToTeam(id, "Un autre nom", { name: "", address: OTHER });
  expect(team).toMatchObject({ name: "Diabète", members: [{ address: COLLEAGUE }, { address: OTHER }] });
  expect(profile.service.listTeams()).toHaveLength(1);
  for (let at = 0; at < 48; at += 1)
    profile.service.addToTeam(id, "", { name: "", address: `membre${at}@autre.demo.mssante.fr` });
  expect(() => profile.service.addToTeam(id, "", { name: "", address: "trop@autre.demo.mssante.fr" })).toThrow("busy");
  expect(() => profile.service.addToTeam("absente" as typeof id, "", { name: "", address: OTHER })).toThrow("no-such");
});

test("one typing error is forgiven in one word, among contacts and people written to, and never for a patient", () => {
  profile.service.saveContact(null, paul({ name: "DUPONT-DEMO Paul", city: "LYON", addresses: [COLLEAGUE] }));
  profile.service.rememberRecipient("martin.demo@autre.demo.mssante.fr", "MARTIN Zoé", "2026-01-02T00:00:00.000Z");
  profile.service.rememberRecipient("277076322082910@patient.mssante.fr", "MARTEN Alice", "2026-01-03T00:00:00.000Z");
  const near = (text: string) => profile.service.similarRecipients(text).map(({ address }) => address);
  expect(near("duponr")).toEqual([COLLEAGUE]);
  expect(near("dupnot lyon")).toEqual([COLLEAGUE]);
  expect(near("paul dupont lyno")).toEqual([COLLEAGUE]);
  expect(near("mrtin")).toEqual(["martin.demo@autre.demo.mssante.fr"]);
  expect(near("duponr lyno")).toEqual([]);
  expect(near("dun")).toEqual([]);
  expect(near("")).toEqual([]);
});

import { afterEach, beforeEach, expect, test } from "vitest";
import { type ContactFields, NO_CONTACT } from "#shared/domain/contact";
import type { Recipient } from "#shared/domain/draft";
import { directoryHandlers } from "./directory";
import type { Services } from "./services";
import { testServices, type TestServices } from "./testing/test-services";

const PAUL = "paul.dupont@cabinet.demo.mssante.fr";
let stage: TestServices;
let published: readonly Partial<Recipient>[];
beforeEach(() => {
  stage = testServices();
  published = [];
});
afterEach(() => stage.end());

const handlers = () =>
  directoryHandlers({
    ...stage.services,
    offline: { complete: async () => [], of: async () => published },
  } as unknown as Services);
const keep = (fields: Partial<ContactFields> = {}) =>
  stage.store.saveContact(null, {
    ...NO_CONTACT,
    name: "DUPONT-DEMO Paul",
    profession: "Médecin",
    specialty: "Cardiologie et maladies vasculaires",
    city: "LYON",
    postalCode: "69003",
    addresses: [PAUL],
    ...fields,
  });
const proposed = async (text: string) => (await handlers()["recipients.local"]({ text })).map(({ address }) => address);

test.each([
  "dupont",
  "dr dupont",
  "dr dupont lyon",
  "docteur dupont lyon",
  "cardiologue lyon",
  "cardio 69003",
  "cardiologue dupont",
  "médecin 69003",
  "duponr",
  "dr dupnot",
  "dr dupont lyno",
])("“%s” finds the contact", async (text) => {
  keep();
  expect(await proposed(text)).toEqual([PAUL]);
});

test.each(["durand", "dr dupont nantes", "pharmacien dupont", "dermato lyon"])("“%s” finds nobody", async (text) => {
  keep();
  expect(await proposed(text)).toEqual([]);
});

test("“orthophoniste 34690” and a masseur are found by what people call them", async () => {
  keep({ profession: "Orthophoniste", specialty: "", postalCode: "34690" });
  expect(await proposed("orthophoniste 34690")).toEqual([PAUL]);
  keep({ profession: "Masseur-Kinésithérapeute", specialty: "", addresses: ["kine@cabinet.demo.mssante.fr"] });
  expect(await proposed("kiné 69003")).toEqual(["kine@cabinet.demo.mssante.fr"]);
});

test("what is known of an address is its contact, completed by what is published; each address once", async () => {
  keep({ specialty: "", city: "", postalCode: "" });
  published = [
    {
      address: PAUL,
      name: "DUPONT Paul",
      specialty: "Cardiologie",
      structure: "Cabinet DEMO",
      city: "LYON",
      situations: [],
    },
    { address: "seul@cabinet.demo.mssante.fr", name: "SEUL Zoé" },
  ];
  const known = await handlers()["recipients.of"]({
    addresses: [PAUL, "seul@cabinet.demo.mssante.fr", "pas une adresse"],
  });
  expect(known).toMatchObject([
    { address: PAUL, name: "DUPONT-DEMO Paul", source: "contact", specialty: "Cardiologie", structure: "Cabinet DEMO" },
    { address: "seul@cabinet.demo.mssante.fr", name: "SEUL Zoé" },
  ]);
});

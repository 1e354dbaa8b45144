import { afterAll, beforeAll, expect, test } from "vitest";
import { LIST_SORTS, type ListSort } from "#shared/domain/list-sort";
import { NO_CONTACT } from "#shared/domain/contact";
import type { MessageId } from "#shared/domain/ids";
import { namesakeSchema } from "./migrations/0024-namesakes";
import { walkOf } from "./queries/list-sort";
import {
  ALICE,
  deliver,
  envelope,
  MATRICULE,
  openProfile,
  OTHER_MATRICULE,
  patientBox,
  type Profile,
  withDocuments,
  xdmDocument,
} from "./testing/profile";

let profile: Profile;
beforeAll(() => {
  profile = openProfile();
  const { service } = profile;
  const day = (at: number): string => `2026-01-${String(at).padStart(2, "0")}T10:00:00.000Z`;
  const letter = (uid: number, name: string, address: string, more = {}) =>
    envelope({ uid, messageId: `<s${uid}@demo>`, subject: name, from: { name, address }, date: day(uid), ...more });
  const [, , , about] = deliver(
    service,
    "INBOX",
    letter(1, "ÉMILE DEMO", patientBox(OTHER_MATRICULE)),
    letter(2, "Dr Zoé DEMO", "zoe.demo@chu.demo.mssante.fr", { flags: ["\\Seen"] }),
    letter(3, "PATIENTE", patientBox(MATRICULE), { flags: ["\\Seen"] }),
    letter(4, "Dr Paul DEMO", "paul.demo@chu.demo.mssante.fr"),
  );
  service.saveBody(
    about as MessageId,
    Buffer.from("raw"),
    withDocuments([xdmDocument({ uniqueId: "doc-sorted" })], { text: "Compte rendu", searchText: "compte rendu" }),
  );
});
afterAll(() => profile.end());

const listed = (
  sort: ListSort,
  more: { readonly search?: string; readonly filter?: "patient" | "professional" } = {},
) =>
  profile.service
    .listConversations({
      view: "all",
      mailboxId: null,
      folderId: null,
      search: "",
      ...more,
      sort,
      offset: 0,
      limit: 50,
    })
    .rows.map(({ subject }) => subject);
const about = (): string =>
  profile.service
    .listConversations({ view: "all", mailboxId: null, folderId: null, search: "", offset: 0, limit: 50 })
    .rows.find(({ subject }) => subject === "Dr Paul DEMO")?.about ?? "";

test("by date, either way", () => {
  expect(listed("newest")).toEqual(["Dr Paul DEMO", "PATIENTE", "Dr Zoé DEMO", "ÉMILE DEMO"]);
  expect(listed("oldest")).toEqual(["ÉMILE DEMO", "Dr Zoé DEMO", "PATIENTE", "Dr Paul DEMO"]);
});

test("what was not read first, then by date", () => {
  expect(listed("unread")).toEqual(["Dr Paul DEMO", "ÉMILE DEMO", "PATIENTE", "Dr Zoé DEMO"]);
});

test("by kind of correspondent, the newest first among them", () => {
  expect(listed("kind")).toEqual(["PATIENTE", "ÉMILE DEMO", "Dr Paul DEMO", "Dr Zoé DEMO"]);
});

test("by the name of the patient, accents aside: who writes, or whose document it is; those of nobody last", () => {
  expect(about()).not.toBe("");
  const names = [
    ["ÉMILE DEMO", "emile demo"],
    ["PATIENTE", "patiente"],
    ["Dr Paul DEMO", about().toLowerCase()],
  ].toSorted(([, one = ""], [, other = ""]) => (one < other ? -1 : 1));
  expect(listed("patient")).toEqual([...names.map(([subject]) => subject), "Dr Zoé DEMO"]);
});

test("a patient whose record is written, or renamed, moves to the place of that name", () => {
  const saved = profile.service.savePatient(null, { ...ALICE, birthName: "AAA-DEMO" });
  expect(listed("patient")[0]).toBe("PATIENTE");
  profile.service.savePatient(saved.id, { ...ALICE, birthName: "ZZZ-DEMO" });
  expect(listed("patient").at(-2)).toBe("PATIENTE");
});

test("what is searched or filtered keeps the order asked", () => {
  expect(listed("oldest", { search: "demo" })).toEqual(["ÉMILE DEMO", "Dr Zoé DEMO", "PATIENTE", "Dr Paul DEMO"]);
  expect(listed("unread", { filter: "patient" })).toEqual(["ÉMILE DEMO", "PATIENTE"]);
  expect(listed("oldest", { filter: "professional" })).toEqual(["Dr Zoé DEMO", "Dr Paul DEMO"]);
  expect(listed("unread", { search: "lu:non" })).toEqual(["Dr Paul DEMO", "ÉMILE DEMO"]);
});

test.each(LIST_SORTS)("%s: a large list is a walk of an index, and gives what sorting it gives", (sort) => {
  const large = walkOf(sort, 100_000);
  const plan = profile.store.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${large}`, [2, 50, 0]);
  const told = plan.map(({ detail }) => detail).join("\n");
  expect(told).not.toContain("TEMP B-TREE");
  expect(told).toMatch(/USING (?:COVERING )?INDEX conversations_by_|USING PRIMARY KEY/u);
  const rows = (sql: string) => profile.store.all<{ seq: number }>(sql, [2, 50, 0]).map(({ seq }) => seq);
  expect(rows(large)).toEqual(rows(walkOf(sort, 4)));
});

test("an address that came bare is shown by the name of its contact, else by that of who was written to, else as it is", () => {
  const { service } = profile;
  const [contact, written, unknown] = ["contact", "ecrit", "inconnu"].map((who) => `${who}.demo@chu.demo.mssante.fr`);
  const from = (address = "", uid = 0) =>
    envelope({ uid, messageId: `<bare${uid}@demo>`, subject: `Nu ${uid}`, from: { name: "", address } });
  deliver(service, "INBOX", from(contact, 21), from(written, 22), from(unknown, 23));
  service.saveContact(null, { ...NO_CONTACT, name: "DEMO Contact", kind: "PER", addresses: [contact ?? ""] });
  service.rememberRecipient(written ?? "", "DEMO Écrit", "2026-01-01T00:00:00.000Z");
  const asked = { view: "all" as const, mailboxId: null, folderId: null, search: "nu", offset: 0, limit: 50 };
  const names = service
    .listConversations(asked)
    .rows.filter(({ subject }) => subject.startsWith("Nu "))
    .map(({ name }) => name);
  expect(names.toSorted()).toEqual(["DEMO Contact", "DEMO Écrit", unknown]);
});

test("two patients of one name do not mix: each has its own place, whatever is newest", () => {
  const { service } = profile;
  const letter = (uid: number, born: string) => {
    const [id] = deliver(
      service,
      "INBOX",
      envelope({
        uid,
        messageId: `<same${uid}@demo>`,
        subject: `Homonyme ${uid}`,
        from: { name: "Laboratoire DEMO", address: "labo.demo@chu.demo.mssante.fr" },
        date: `2026-02-${uid}T10:00:00.000Z`,
      }),
    );
    const document = xdmDocument({ uniqueId: `doc-same-${uid}`, matricule: null });
    const { cda } = document;
    if (cda === null) throw new Error("no document");
    const patient = { ...cda.header.patient, birthName: "BBB-DEMO", birthDate: born };
    service.saveBody(
      id as MessageId,
      Buffer.from("raw"),
      withDocuments([{ ...document, cda: { ...cda, header: { ...cda.header, patient } } }], {
        text: "CR",
        searchText: "cr",
      }),
    );
  };
  letter(10, "19520714");
  letter(11, "19880902");
  letter(12, "19520714");
  const { rows } = service.listConversations({
    view: "all",
    mailboxId: null,
    folderId: null,
    search: "",
    sort: "patient",
    offset: 0,
    limit: 50,
  });
  const same = rows.filter(({ subject }) => subject.startsWith("Homonyme"));
  expect(same.map(({ subject, patientMark }) => [subject, patientMark])).toEqual([
    ["Homonyme 12", "19520714"],
    ["Homonyme 10", "19520714"],
    ["Homonyme 11", "19880902"],
  ]);
});

test("a store of before is brought to the same places", () => {
  const { store } = profile;
  const keys = () => store.all<{ seq: number; patient_key: string }>("SELECT seq, patient_key FROM conversations");
  const now = keys();
  expect(now.filter(({ patient_key: key }) => /\d{8,}$/u.test(key)).length).toBeGreaterThan(4);
  for (const { seq, patient_key: key } of now)
    store.run("UPDATE conversations SET patient_key = ? WHERE seq = ?", [key.replace(/ \d{8,}$/u, ""), seq]);
  for (const statement of namesakeSchema.split(";").filter((one) => one.trim() !== "")) store.run(statement);
  expect(keys()).toEqual(now);
});

import { beforeEach, describe, expect, test } from "vitest";
import { readMessage } from "../../documents/mime/read-message";
import { type MailToWrite, writeMail } from "../mail/write-mail";
import { patientAnswer } from "./patient-answers";
import { createPatientSpace, type PatientSpace } from "./patient-space";

const DOCTOR = "demo.martin@medecin.demo.mssante.fr";
const SECRETARIAT = "secretariat.tilleuls@cabinet.demo.mssante.fr";
const PATIENT = "279035121518989@patient.mssante.fr";

let space: PatientSpace;
let delivered: { address: string; raw: Buffer }[] = [];
let waiting: { milliseconds: number; act: () => void }[] = [];
let count = 0;
const build = (ended: readonly string[] = []) =>
  createPatientSpace({
    profiles: [{ matricule: "279035121518989", name: "Jeanne PAT-DEMO", closed: false }],
    deliver: (address, raw) => delivered.push({ address, raw }),
    later: (milliseconds, act) => waiting.push({ milliseconds, act }),
    now: () => new Date("2026-11-20T10:00:00Z"),
    newId: () => `r${(count += 1)}@demo.mssante.fr`,
    delays: { bounce: 1, receipt: 2, answer: 3 },
    ended,
  });
beforeEach(() => {
  [delivered, waiting, count] = [[], [], 0];
  space = build();
});

const mail = (changes: Partial<MailToWrite> = {}): Buffer =>
  writeMail({
    from: { name: "Dr_Demo_MARTIN", address: DOCTOR },
    to: [{ address: PATIENT }],
    subject: "Votre traitement",
    date: new Date(0),
    messageId: "m1@test",
    text: "Bonjour",
    ...changes,
  });
const receive = (changes: Partial<MailToWrite> = {}, sender = DOCTOR, recipient = PATIENT) =>
  space.receive({ sender, recipient, raw: mail(changes) });
const pass = () =>
  waiting
    .splice(0)
    .toSorted((one, other) => one.milliseconds - other.milliseconds)
    .forEach(({ act }) => act());
const answers = () =>
  Promise.all(delivered.map(async ({ address, raw }) => ({ address, mail: await readMessage(raw) })));

describe("a patient", () => {
  test("answers to Reply-To, and the receipt goes where it was asked for", async () => {
    receive({
      headers: [
        ["Reply-To", `<${SECRETARIAT}>`],
        ["Disposition-Notification-To", DOCTOR],
      ],
    });
    pass();
    expect((await answers()).map(({ address, mail: { receipt } }) => [address, receipt?.kind])).toEqual([
      [DOCTOR, "read"],
      [SECRETARIAT, undefined],
    ]);
  });

  test("asks for no receipt and gets none; a machine's message is not answered", async () => {
    receive();
    pass();
    expect(delivered).toHaveLength(1);
    receive({
      headers: [
        ["Auto-Submitted", "auto-replied"],
        ["Disposition-Notification-To", DOCTOR],
      ],
    });
    pass();
    expect(delivered).toHaveLength(1);
  });

  test("keeps one Re: however long the exchange", async () => {
    receive({ subject: "Re: Votre traitement" });
    pass();
    expect((await answers())[0]?.mail.subject).toBe("Re: Votre traitement");
  });

  test("is matched whatever the case of her address", () => {
    receive({}, DOCTOR, PATIENT.toUpperCase().replace("@PATIENT.MSSANTE.FR", "@patient.mssante.fr"));
    pass();
    expect(delivered[0]?.address).toBe(DOCTOR);
  });

  test("says something about the matter, the same for the same message", () => {
    const about = (subject: string) => patientAnswer({ subject, text: "", messageId: "x@y" });
    expect(about("Votre rendez-vous")).not.toBe(about("Votre ordonnance"));
    expect(about("Vos résultats")).toBe(about("Vos RÉSULTATS"));
  });
});

describe("ending an exchange", () => {
  test.each([
    ["the header", { headers: [["X-MSS-MES", "FIN"]] as const }],
    ["the older subject", { subject: "[FIN]" }],
  ])("%s stops the answer, also the one being written", (_name, end) => {
    receive({ messageId: "before@test" });
    receive(end);
    pass();
    expect(delivered).toEqual([]);
    expect(space.ended()).toEqual([`279035121518989 ${DOCTOR}`]);
  });

  test.each([["fin"], ["FIN "], ["oui"]])("%j in the header is no end unless exactly FIN", (value) => {
    receive({ headers: [["X-MSS-MES", value]] });
    pass();
    expect(delivered).toHaveLength(value.trim() === "FIN" ? 0 : 1);
  });

  test.each(["[fin]", "Re: [FIN]", "[FIN] merci"])("%s is not the older subject", (subject) => {
    receive({ subject });
    pass();
    expect(delivered).toHaveLength(1);
  });

  test("holds for that professional only, until the next message without it, and through a restart", () => {
    receive({ headers: [["X-MSS-MES", "FIN"]] });
    receive({}, SECRETARIAT);
    pass();
    expect(delivered).toHaveLength(1);
    space = build(space.ended());
    expect(space.ended()).toHaveLength(1);
    receive({ messageId: "again@test" });
    expect(space.ended()).toEqual([]);
    pass();
    expect(delivered).toHaveLength(2);
  });

  test("still gives the read receipt", async () => {
    receive({
      headers: [
        ["X-MSS-MES", "FIN"],
        ["Disposition-Notification-To", DOCTOR],
      ],
    });
    pass();
    expect((await answers()).map(({ mail: { receipt } }) => receipt?.kind)).toEqual(["read"]);
  });
});

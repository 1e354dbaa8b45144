import { beforeAll, describe, expect, test } from "vitest";
import { isKeyValid, parseMatricule } from "#shared/rules/ins";
import { readMessage } from "../../documents/mime/read-message";
import { documentWriters } from "../../processes/demo-ports/document-writers";
import type { ParsedMessage } from "#shared/domain/parsed-message";
import type { XdmArchive, XdmDocument } from "#shared/domain/document";
import { createMailStore, type MailStore } from "../imap/store/mail-store";
import { buildWorld, FULL_WORLD } from "./build-world";
import { WORLD_DAYS } from "./calendar";
import { COLLEAGUES } from "./colleagues";
import { PATIENTS } from "./patients";
import { DOCTORS, MAILBOXES, SECRETARIAT } from "./practice";
import { processorTime } from "#shared/rules/testing/processor-time";

const DAY = 86_400_000;
const NOW = new Date("2026-11-20T15:30:00+01:00");

type Lying = {
  readonly box: string;
  readonly folder: string;
  readonly date: number;
  readonly flags: readonly string[];
  readonly raw: Buffer;
  readonly mail: ParsedMessage;
};

async function worldOn(now: Date, seed = 7): Promise<{ store: MailStore; progress: (readonly [number, number])[] }> {
  const store = createMailStore(() => now.getTime());
  const progress: (readonly [number, number])[] = [];
  await buildWorld({
    store,
    now,
    seed,
    documents: documentWriters,
    size: FULL_WORLD,
    progress: (done, total) => progress.push([done, total]),
  });
  return { store, progress };
}

const bytesOf = (store: MailStore): readonly Buffer[] =>
  store
    .users()
    .flatMap((user) =>
      store.listMailboxes(user).flatMap(({ mailbox }) => [...mailbox.messages()].map(({ raw }) => raw)),
    );

let world: Awaited<ReturnType<typeof worldOn>>;
let lying: readonly Lying[];
let archives: readonly (Lying & { readonly xdm: XdmArchive; readonly document: XdmDocument })[];
let took = 0;

beforeAll(async () => {
  const spent = processorTime();
  world = await worldOn(NOW);
  took = spent();
  lying = await Promise.all(
    world.store.users().flatMap((box) =>
      world.store.listMailboxes(box).flatMap(({ name, mailbox }) =>
        [...mailbox.messages()].map(async ({ internalDate, flags, raw }) => ({
          box,
          folder: name,
          date: internalDate,
          flags,
          raw,
          mail: await readMessage(raw, { pdf: false }),
        })),
      ),
    ),
  );
  archives = lying.flatMap((each) => {
    const [document] = each.mail.xdm?.documents ?? [];
    return each.mail.xdm === null || document === undefined ? [] : [{ ...each, xdm: each.mail.xdm, document }];
  });
}, 60_000);

describe("the mail of the practice", () => {
  test("is made within seconds", () => {
    expect(took).toBeLessThan(12_000);
  });

  test("counts 400 messages in three mailboxes, 60 of them with an archive", () => {
    expect(lying).toHaveLength(400);
    expect(archives).toHaveLength(60);
    expect(new Set(lying.map(({ box }) => box))).toEqual(new Set(MAILBOXES.map(({ address }) => address)));
    expect(world.progress.at(-1)).toEqual([400, 400]);
    expect(world.progress.map(([done]) => done)).toEqual(
      world.progress.map(([done]) => done).toSorted((one, other) => one - other),
    );
  });

  test("goes back two years and is thicker near today, with several of today, yesterday and this week", () => {
    const ages = lying.map(({ date }) => (NOW.getTime() - date) / DAY);
    const between = (from: number, to: number) => ages.filter((age) => age >= from && age < to).length;
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...ages)).toBeLessThanOrEqual(WORLD_DAYS + 1);
    expect(Math.max(...ages)).toBeGreaterThan(600);
    expect(between(0, 0.66)).toBeGreaterThanOrEqual(4);
    expect(between(0.66, 2)).toBeGreaterThanOrEqual(5);
    expect(between(2, 7)).toBeGreaterThanOrEqual(12);
    expect(between(0, 365)).toBeGreaterThan(between(365, 731));
  });

  test("has unread, read, answered, flagged and done messages; old ones are never unread", () => {
    const inbox = lying.filter(({ folder }) => folder === "INBOX");
    const having = (flag: string) => inbox.filter(({ flags }) => flags.includes(flag)).length;
    const unread = inbox.filter(({ flags }) => !flags.includes("\\Seen"));
    expect(unread.length).toBeGreaterThanOrEqual(4);
    expect(unread.length).toBeLessThan(40);
    expect(Math.max(...unread.map(({ date }) => NOW.getTime() - date))).toBeLessThan(5 * DAY);
    for (const flag of ["\\Answered", "\\Flagged", "$PliDone"]) expect(having(flag)).toBeGreaterThan(5);
  });

  test("holds conversations of several messages, each answering the one before and about one matter", () => {
    const byId = new Map(lying.map((each) => [each.mail.messageId, each]));
    expect(byId.size).toBe(400);
    const answers = lying.filter(({ mail }) => mail.inReplyTo !== "");
    expect(answers.length).toBeGreaterThan(120);
    for (const { mail, date, box } of answers) {
      const before = byId.get(mail.inReplyTo);
      expect(before?.box).toBe(box);
      expect(before?.date).toBeLessThan(date);
      expect(mail.subject.replace(/^(Re: )+/u, "")).toBe(before?.mail.subject.replace(/^(Re: )+/u, ""));
      expect(mail.references.at(-1)).toBe(mail.inReplyTo);
    }
  });

  test("speaks French with every blank filled, and its headers are plain ASCII", () => {
    for (const { mail, raw } of lying) {
      expect(`${mail.subject} ${mail.text}`).not.toMatch(/[{}]|undefined|NaN/u);
      expect(mail.text.length).toBeGreaterThan(60);
      expect(raw.toString("latin1").split("\r\n\r\n")[0]).toMatch(/^[\r\n\t -~]+$/u);
    }
    expect(lying.some(({ mail }) => /[éèàçœ’]/u.test(mail.text))).toBe(true);
  });

  test("what leaves has the sender's label and the product's reference; FIN only to patients", () => {
    const sent = lying.filter(({ folder }) => folder === "Sent");
    expect(sent.length).toBeGreaterThan(100);
    for (const { mail, box } of sent) {
      expect(mail.from).toEqual({ name: MAILBOXES.find(({ address }) => address === box)?.fromLabel, address: box });
      expect(mail.mss.nil).toBe("PLI-DEMO");
      if (mail.mss.mes === "FIN") expect(mail.to[0]?.address).toMatch(/@patient\.mssante\.fr$/u);
    }
    expect(sent.filter(({ mail }) => mail.mss.mes === "FIN").length).toBeGreaterThan(3);
  });

  test("what comes is from somebody of the world, to the mailbox where it lies", () => {
    const known = new Set([
      ...COLLEAGUES.map(({ address }) => address),
      ...PATIENTS.map(({ address }) => address.toLowerCase()),
    ]);
    for (const { mail, box } of lying.filter(({ folder }) => folder === "INBOX")) {
      expect(known).toContain(mail.from.address.toLowerCase());
      expect(mail.to.map(({ address }) => address)).toEqual([box]);
      expect(mail.returnPath).toContain(mail.from.address);
    }
  });

  test("is the same for the same day and seed, and moves with the day", async () => {
    const [again, other] = [
      bytesOf((await worldOn(NOW)).store),
      bytesOf((await worldOn(new Date(NOW.getTime() + 90 * DAY))).store),
    ];
    expect(again.every((raw, index) => raw.equals(lying[index]?.raw ?? Buffer.alloc(0)))).toBe(true);
    expect(other.some((raw, index) => !raw.equals(lying[index]?.raw ?? Buffer.alloc(0)))).toBe(true);
  }, 60_000);
});

describe("the archives", () => {
  const one = (pattern: (each: (typeof archives)[number]) => boolean) => archives.filter(pattern);

  test("are of at least twelve types, most of them without any anomaly", () => {
    expect(new Set(archives.map(({ document }) => document.type.code)).size).toBeGreaterThanOrEqual(12);
    const odd = archives
      .filter(({ xdm }) => !xdm.conform)
      .map(({ xdm, document }) => [document.type.code, ...xdm.anomalies, ...document.anomalies]);
    expect(odd).toHaveLength(1);
  });

  test("come with the same document as a PDF, the subject of the référentiel and the three headers", () => {
    for (const { mail, document } of archives) {
      expect(mail.parts.map(({ name }) => name)).toEqual([
        "IHE_XDM.zip",
        expect.stringMatching(/^\d{8}_.+_PAT-.+\.pdf$/u),
      ]);
      expect(mail.subject).toMatch(/^XDM\/1\.0\/DDM\+.+ PAT-[A-Z]+ [A-Z]+ \d\d\/\d\d\/\d{4}$/u);
      expect(mail.mss.codeCda).toEqual([document.type.code]);
      expect(mail.mss.ins).toBe(document.cda?.header.patient.ins === null ? "N" : "O");
    }
  });

  test("hold N1 around a PDF and N3 with tables of results", () => {
    const bodies = archives.map(({ document }) => document.cda?.body);
    expect(new Set(bodies)).toEqual(new Set(["pdf", "structured"]));
    const laboratory = one(({ document }) => document.type.code === "11502-2");
    expect(laboratory.length).toBeGreaterThan(12);
    expect(laboratory[0]?.document.cda?.narrative).toMatch(/"kind":"table".*Valeurs de référence/u);
  });

  test("are about patients of the world, with the traits of the world", () => {
    for (const { document } of archives) {
      const patient = document.cda?.header.patient;
      const known = PATIENTS.map((each) => each.patient).find(
        ({ birthName, firstName, birthDate }) =>
          birthName === patient?.birthName && firstName === patient.firstName && birthDate === patient.birthDate,
      );
      expect({
        birthDate: patient?.birthDate,
        ins: patient?.ins?.matricule,
        oid: patient?.ins?.oid,
        sex: patient?.sex,
      }).toEqual({ birthDate: known?.birthDate, ins: known?.ins?.matricule, oid: known?.ins?.oid, sex: known?.sex });
    }
  });

  test("hold a chain of two replacements of one set", () => {
    const chain = one(({ document }) => document.cda?.header.setId.endsWith(".8.2.1") === true).toSorted(
      (a, b) => a.date - b.date,
    );
    expect(
      chain.map(({ document }) => [document.action, document.cda?.header.version, document.cda?.header.replaces]),
    ).toEqual([
      ["new", 1, null],
      ["replace", 2, chain[0]?.document.uniqueId],
      ["replace", 3, chain[1]?.document.uniqueId],
    ]);
  });

  test("hold a deletion of a document that was received, told in the message", () => {
    const [deletion, ...more] = one(({ document }) => document.action === "delete");
    expect(more).toEqual([]);
    expect(deletion?.mail.text).toMatch(/doit être supprimé/u);
    expect(
      one(({ document, date }) => document.uniqueId === deletion?.document.uniqueId && date < (deletion?.date ?? 0)),
    ).toHaveLength(1);
  });

  test("hold a replacement of something that never came", () => {
    const ids = new Set(archives.map(({ document }) => document.uniqueId));
    const orphans = one(
      ({ document }) => document.cda?.header.replaces != null && !ids.has(document.cda.header.replaces),
    );
    expect(orphans).toHaveLength(1);
  });

  test("hold one wrong hash, and one document of the other twin than the message says", () => {
    expect(one(({ document }) => document.hashOk === false)).toHaveLength(1);
    const crossed = one(
      ({ mail, document }) => !mail.subject.includes(` ${document.cda?.header.patient.firstName ?? ""} `),
    );
    expect(
      crossed.map(({ document, mail }) => [document.cda?.header.patient.firstName, /LUCAS/u.test(mail.subject)]),
    ).toEqual([["LOUIS", true]]);
  });

  test("some were sent by the practice", () => {
    expect(one(({ folder }) => folder === "Sent").length).toBeGreaterThan(2);
    expect(one(({ box }) => box === SECRETARIAT).length).toBeGreaterThan(2);
    expect(one(({ box }) => box === DOCTORS.leroy.address).length).toBeGreaterThan(2);
  });
});

describe("the patients", () => {
  test("are 25, each with a matricule of the tests whose key, sex and birth agree with the traits", () => {
    expect(PATIENTS).toHaveLength(25);
    for (const { patient } of PATIENTS.filter(({ box }) => box !== "none")) {
      const read = parseMatricule(patient.ins?.matricule ?? "");
      expect(isKeyValid(patient.ins?.matricule ?? "")).toBe(true);
      expect(patient.ins?.oid).toBe("1.2.250.1.213.1.4.10");
      expect([read?.sex, read?.birthYear2, read?.birthMonth]).toEqual([
        patient.sex,
        patient.birthDate.slice(2, 4),
        Number(patient.birthDate.slice(4, 6)),
      ]);
      expect(read?.value.slice(5, 10)).toBe(patient.birthPlace);
    }
    expect(new Set(PATIENTS.map(({ patient }) => patient.ins?.matricule)).size).toBe(25);
  });

  test("hold a pair of twins, two namesakes, two Corsicans, a minor, a closed box and an opposition", () => {
    const traits = PATIENTS.map(({ patient }) => patient);
    const twins = traits.filter(({ birthName }) => birthName === "PAT-ERABLE");
    expect(new Set(twins.map(({ birthDate }) => birthDate)).size).toBe(1);
    expect(twins.map(({ firstName }) => firstName)).toEqual(["LUCAS", "LOUIS"]);
    expect(
      traits.filter(({ birthName, firstName }) => birthName === "PAT-CHENE" && firstName === "MARIE"),
    ).toHaveLength(2);
    expect(traits.filter(({ birthPlace }) => /^2[AB]/u.test(birthPlace))).toHaveLength(2);
    expect(traits.some(({ birthDate }) => birthDate > "20101231")).toBe(true);
    expect(PATIENTS.filter(({ box }) => box === "closed")).toHaveLength(1);
    expect(traits.filter(({ opposedToMessagesOn }) => opposedToMessagesOn !== undefined)).toHaveLength(1);
  });
});

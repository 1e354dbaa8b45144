import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { writeTemplateFile } from "#shared/rules/template-file";
import type { StoreClient } from "../store/serve";
import {
  ALICE,
  BOX,
  COLLEAGUE,
  draftTo,
  MATRICULE,
  openProfile,
  patientBox,
  type Profile,
} from "../store/testing/profile";
import type { Services } from "./services";
import { templateHandlers } from "./templates";

let profile: Profile;
let chosen: { readonly name: string; readonly bytes: Uint8Array }[];
let saved: { readonly name: string; readonly bytes: Uint8Array }[];
let told: string[];
beforeEach(() => {
  profile = openProfile();
  [chosen, saved, told] = [[], [], []];
});
afterEach(() => profile.end());

/** The handlers over a real store, and the dialogs as a person would answer them. */
const handlers = (tooBig: readonly string[] = []) =>
  templateHandlers({
    store: { get: () => profile.service as unknown as StoreClient },
    changed: (...what: string[]) => told.push(...what),
    platform: {
      clock: () => new Date("2026-11-20T10:00:00.000Z"),
      dialogs: {
        chooseFiles: async () => ({ files: chosen, tooBig }),
        saveFile: async (name: string, bytes: Uint8Array) => saved.push({ name, bytes }) > 0,
      },
    },
  } as unknown as Services);
const file = (text: string) => ({ name: "modeles.json", bytes: new TextEncoder().encode(text) });
const one = {
  name: "Résultats",
  subject: "Pour {patient}",
  text: "{patient}, né(e) le {naissance}, le {date}. {expediteur}",
};
const fillFor = async (draft: { readonly id: Parameters<Profile["service"]["draft"]>[0] }) => {
  const made = profile.service.saveTemplate({ id: null, mailboxId: BOX, ...one });
  return handlers()["templates.fill"]({ id: made.id, draftId: draft.id });
};

describe("filling a template", () => {
  test("names the patient by the local record, with the traits that a person is called by", async () => {
    profile.service.savePatient(null, { ...ALICE, usedName: "PAT-ÉPOUX" });
    expect(await fillFor(draftTo(profile.service, patientBox(MATRICULE)))).toEqual({
      subject: "Pour ALICE PAT-ÉPOUX",
      text: "ALICE PAT-ÉPOUX, né(e) le 14/07/1977, le 20 novembre 2026. Dr Marie DEMO",
    });
  });

  test("leaves open what nobody knows: the birth date of a patient without a record", async () => {
    const { text } = await fillFor(draftTo(profile.service, patientBox(MATRICULE)));
    expect(text).toBe("Correspondant DEMO, né(e) le {naissance}, le 20 novembre 2026. Dr Marie DEMO");
  });

  test("never takes a colleague for the patient", async () => {
    const { text } = await fillFor(draftTo(profile.service, COLLEAGUE));
    expect(text).toContain("{patient}, né(e) le {naissance}");
  });
});

describe("sharing templates", () => {
  test("what one computer exports, another imports, once", async () => {
    profile.service.saveTemplate({ id: null, mailboxId: BOX, ...one });
    expect(await handlers()["templates.export"](undefined)).toEqual({ saved: true });
    chosen = [...saved];
    const read = () => handlers()["templates.import"]({ mailboxId: null });
    expect(await read()).toEqual({ state: "read", added: 1, known: 0, leftOut: 0 });
    expect(await read()).toEqual({ state: "read", added: 0, known: 1, leftOut: 0 });
    expect(told).toContain("templates");
  });

  test("nothing is chosen, nothing changes", async () => {
    expect(await handlers()["templates.import"]({ mailboxId: null })).toEqual({ state: "none" });
  });

  test.each([
    ["templates-unreadable", file('{"format":"other"}'), []],
    ["templates-too-big", file(writeTemplateFile([one])), ["modeles.json"]],
  ])("a file is refused as %s, and nothing is added", async (code, given, tooBig) => {
    chosen = [given];
    await expect(handlers(tooBig)["templates.import"]({ mailboxId: null })).rejects.toMatchObject({ code });
    expect(profile.service.listTemplates(null)).toEqual([]);
  });
});

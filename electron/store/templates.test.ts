import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { MailboxId, TemplateId } from "#shared/domain/ids";
import { BOX, openProfile, type Profile } from "./testing/profile";

let profile: Profile;
const TEAM = "box-2" as MailboxId;
beforeEach(() => {
  profile = openProfile();
  profile.service.saveMailbox({
    id: TEAM,
    address: "equipe.demo@cabinet.demo.mssante.fr",
    kind: "ORG",
    fromLabel: "Cabinet DEMO",
    name: "Équipe",
    colour: 1,
    environmentId: "demo",
    servers: null,
  });
});
afterEach(() => profile.end());

const given = (name: string, mailboxId: MailboxId | null = BOX) => ({
  id: null,
  mailboxId,
  name,
  subject: "Objet",
  text: "Bonjour {patient}",
});
const names = (mailboxId: MailboxId | null) => profile.service.listTemplates(mailboxId).map(({ name }) => name);

describe("templates", () => {
  test("are a mailbox's own or everyone's, by name", () => {
    profile.service.saveTemplate(given("résultats"));
    profile.service.saveTemplate(given("Courrier", null));
    profile.service.saveTemplate(given("Accueil", TEAM));
    expect(names(BOX)).toEqual(["Courrier", "résultats"]);
    expect(names(TEAM)).toEqual(["Accueil", "Courrier"]);
    expect(names(null)).toEqual(["Accueil", "Courrier", "résultats"]);
  });

  test("are changed in place, moved to another mailbox, and forgotten", () => {
    const made = profile.service.saveTemplate(given("Un"));
    expect(profile.service.saveTemplate({ ...made, name: "Deux", mailboxId: null })).toEqual({
      ...made,
      name: "Deux",
      mailboxId: null,
    });
    expect(profile.service.template(made.id).name).toBe("Deux");
    profile.service.deleteTemplate(made.id);
    profile.service.deleteTemplate(made.id);
    expect(names(null)).toEqual([]);
    expect(() => profile.service.template(made.id)).toThrow(expect.objectContaining({ code: "no-such" }));
  });

  test("cannot be changed under an identifier that nobody made", () => {
    expect(() => profile.service.saveTemplate({ ...given("X"), id: "none" as TemplateId })).toThrow(
      expect.objectContaining({ code: "no-such" }),
    );
  });

  test("that come from a file are added once, in the mailbox asked for", () => {
    const { id: _id, mailboxId: _mailbox, ...one } = given("Un");
    const file = [one, { ...one, name: "Deux" }];
    expect(profile.service.addTemplates(null, file)).toEqual({ added: 2, known: 0 });
    expect(profile.service.addTemplates(null, [...file, { ...one, text: "Autre" }])).toEqual({ added: 1, known: 2 });
    expect(profile.service.addTemplates(TEAM, [one])).toEqual({ added: 1, known: 0 });
    expect(names(BOX)).toEqual(["Deux", "Un", "Un"]);
  });

  test("go with their mailbox, the common ones stay", () => {
    profile.service.saveTemplate(given("À elle", TEAM));
    profile.service.saveTemplate(given("À tous", null));
    profile.service.removeMailbox(TEAM);
    expect(names(null)).toEqual(["À tous"]);
  });
});

describe("signatures", () => {
  test("are each mailbox's own, empty at first", () => {
    profile.service.saveSignature({ mailboxId: TEAM, text: "Le secrétariat" });
    profile.service.saveSignature({ mailboxId: TEAM, text: "L’équipe" });
    expect(profile.service.listSignatures()).toEqual([
      { mailboxId: BOX, text: "" },
      { mailboxId: TEAM, text: "L’équipe" },
    ]);
    expect(profile.service.signature(BOX)).toBe("");
    expect(profile.service.signature(TEAM)).toBe("L’équipe");
  });
});

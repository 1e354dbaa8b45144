import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { MailboxId } from "#shared/domain/ids";
import type { MailboxAuth, MailboxServers } from "#shared/domain/sync";
import { BOX, openProfile, type Profile } from "./testing/profile";

let profile: Profile;
beforeEach(() => {
  profile = openProfile();
});
afterEach(() => profile.end());

const HOSTS = {
  imap: { host: "imap.demo.mssante.fr", port: 143 },
  smtp: { host: "smtp.demo.mssante.fr", port: 587 },
};
const CODE: MailboxAuth = { kind: "code", login: 'équipe "demo"', place: "comma" };

function added(id: string, servers: MailboxServers | null): MailboxId {
  const mailboxId = id as MailboxId;
  const address = `${id}.demo@cabinet.demo.mssante.fr`;
  const known = { address, fromLabel: "Cabinet DEMO", name: "Équipe", colour: 1, environmentId: "demo" };
  profile.service.saveMailbox({ id: mailboxId, kind: "ORG", ...known, servers });
  return mailboxId;
}

describe("how the mailboxes are opened", () => {
  test("is told at once, of those alone that do not open by who signed in, in the order they were added", () => {
    const coded = added("z-code", { ...HOSTS, auth: CODE });
    added("identity", HOSTS);
    const certified = added("a-certificate", { ...HOSTS, auth: { kind: "certificate", sasl: "none" } });
    expect(profile.service.mailboxServers(BOX)).toBeNull();
    expect(profile.service.mailboxAuths()).toEqual([
      { id: coded, auth: CODE },
      { id: certified, auth: { kind: "certificate", sasl: "none" } },
    ]);
  });

  test("is kept when a mailbox is saved without its servers, replaced with them, and gone with the mailbox", () => {
    const id = added("code", { ...HOSTS, auth: CODE });
    added("code", null);
    expect(profile.service.mailboxAuths()).toEqual([{ id, auth: CODE }]);
    added("code", HOSTS);
    expect(profile.service.mailboxAuths()).toEqual([]);
    expect(profile.service.mailboxServers(id)).toEqual(HOSTS);
    added("code", { ...HOSTS, auth: CODE });
    profile.service.removeMailbox(id);
    expect(profile.service.mailboxAuths()).toEqual([]);
  });
});

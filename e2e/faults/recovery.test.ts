import { afterAll, describe, expect, test } from "vitest";
import type { Environment } from "#shared/domain/environment";
import type { MailboxId } from "#shared/domain/ids";
import { createPki } from "../../electron/demo/pki/pki";
import { type FaultProxy, startFaultProxy } from "../servers/fault-proxy";
import { PRACTICE_DOMAIN, TRUST_DOMAIN } from "../servers/residents";
import { startStarttlsDoor } from "../servers/starttls-door";
import type { SpaceOfTrust } from "../servers/space-of-trust";
import { type Engine, startEngine } from "./engine";
import { DOCTOR, letter, ready, send, shown, signIn, write } from "./office";
import { messagesOn } from "./outside";
import { type ListPublisher, publishLists } from "./publisher";
import { type Between, inOffice } from "./start-office";
import { begin, type Restartable, type Trouble, troubles } from "./troubles";

const LONG = process.env["PLI_LONG"] !== undefined;
/** From the end of the fault to everything as it was. */
const RECOVERED_MS = 15_000;
/** No answer of the contract may wait for a server longer than this. */
const ANSWERED_MS = 1000;
const LASTS_MS = LONG ? 8000 : 1500;

/** Those of `npm test`: another one for each protocol. */
const few = (
  kind: Trouble["kind"],
  without: readonly Trouble["kind"][] = [],
): readonly (readonly [string, Trouble])[] =>
  TROUBLES.filter((one) => (LONG ? !without.includes(one.kind) : one.kind === kind)).map((one) => [one.kind, one]);

const CRL_HOST = `crl.${TRUST_DOMAIN}`;
const NAMES = ["imap", "smtp", "ldap", "psc"].map((name) => `${name}.${TRUST_DOMAIN}`);
/** The same names, under an authority that nobody trusts. */
const TROUBLES = troubles(
  await (await createPki({ now: () => new Date() })).issue([...NAMES, `autoconfig.${PRACTICE_DOMAIN}`]),
);
const WAYS = ["imap", "smtp", "ldap", "psc", "autoconfig", "crl"] as const;
type Ways = Readonly<Record<(typeof WAYS)[number], FaultProxy>>;

let space: SpaceOfTrust;
let ways: Ways;
let engine: Engine;
let publisher: ListPublisher;
let mailboxId: MailboxId;
let count = 0;
let folder: string;
inOffice({ tokenSeconds: 3600, between: withWays }, (office) => ({ space, engine, mailboxId, folder } = office));
// It may have been started again since.
afterAll(() => engine.kill());

/** A way to each server, where a trouble can be put. */
async function withWays({ environment, pki }: SpaceOfTrust): Promise<Between> {
  ways = Object.fromEntries(
    await Promise.all(WAYS.map(async (name) => [name, await startFaultProxy(9)] as const)),
  ) as Ways;
  publisher = await publishLists(pki);
  ways.crl.leadTo(publisher.port);
  const stop = async (): Promise<void> => {
    for (const name of WAYS) await ways[name].stop();
    await publisher.stop();
  };
  return { environment: through(environment), stop };
}

/** The same environment, every host led through its way. */
function through(environment: Environment): Environment {
  const hosts = Object.entries(environment.hosts ?? {}).map(([host, place]) => {
    const name = WAYS.find((one) => host.startsWith(`${one}.`));
    if (name === undefined) return [host, place] as const;
    ways[name].leadTo(place.port);
    return [host, { address: `${name}.lieu.essai.demo`, port: ways[name].port }] as const;
  });
  const crl = [CRL_HOST, { address: "crl.lieu.essai.demo", port: ways.crl.port }] as const;
  return { ...environment, hosts: Object.fromEntries([...hosts, crl]) };
}

const newMark = (): string => `panne${process.pid}x${(count += 1)}`;
const recovered = { interval: 100, timeout: RECOVERED_MS };

/** The program behind a way, where it is one that restarts with what it holds. */
const serverOf = (name: (typeof WAYS)[number]): Restartable | null =>
  ({ imap: space.dovecot, smtp: space.submission, ldap: space.slapd, psc: null, autoconfig: null, crl: null })[name];

/** Troubles a way for a while, with the contract answering all along; `act` is what is wanted meanwhile. */
async function during<Value>(name: (typeof WAYS)[number], trouble: Trouble, act: () => Promise<Value>): Promise<Value> {
  const heal = await begin({ way: ways[name], server: serverOf(name), engine }, trouble);
  const acted = act();
  // Judged below; until then a refusal is nobody's.
  acted.catch(() => undefined);
  const until = Date.now() + LASTS_MS;
  while (Date.now() < until) {
    const since = Date.now();
    await engine.call("app.state", undefined);
    await engine.call("conversations.counts", { mailboxId: null });
    expect(Date.now() - since).toBeLessThan(ANSWERED_MS);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await heal();
  // A session does not outlive a day, and the clock said that one had passed: the person signs in again.
  if (trouble.kind === "tomorrow" && name !== "psc") await backToday();
  return acted;
}

async function backToday(): Promise<void> {
  if ((await engine.call("session.state", undefined)).state !== "signed-in") await signIn(engine, space);
}

/** A server that is away takes nothing: what is to come comes when it is back. */
async function delivered(mark: string): Promise<void> {
  const deliver = (): Promise<boolean> =>
    space.deliver(DOCTOR.address, letter(mark)).then(
      () => true,
      () => false,
    );
  await expect.poll(deliver, { interval: 200, timeout: LASTS_MS + RECOVERED_MS }).toBe(true);
}

describe("IMAP", () => {
  test.each(few("half-open"))("%s: what came meanwhile is read within 15 s of healing", async (_name, trouble) => {
    const mark = newMark();
    await during("imap", trouble, () => delivered(mark));
    await expect.poll(() => shown(engine, mailboxId, mark), recovered).toBe(1);
    await ready(engine, mailboxId, RECOVERED_MS);
  });
});

describe("SMTP", () => {
  const to = "destinataire.demo@confrere.essai.mssante.fr";
  test.each(few("closed"))("%s: the queue is kept, and leaves once within 15 s", async (_name, trouble) => {
    const mark = newMark();
    const draft = await write(engine, mailboxId, to, mark);
    const id = await during("smtp", trouble, () => send(engine, draft));
    const arrived = async (): Promise<number> =>
      (await messagesOn(space, to)).filter((source) => source.includes(`Subject: ${mark}`)).length;
    const state = async () =>
      (await engine.call("outbox.list", undefined)).find((one) => one.id === id)?.state ?? "sent";
    // Cut behind its last byte, nobody can know: it is said, and never sent twice.
    await expect.poll(async () => ((await state()) === "to-verify" ? 1 : arrived()), recovered).toBe(1);
    expect(await arrived()).toBeLessThanOrEqual(1);
  });
});

describe("LDAP", () => {
  const found = async (): Promise<number> =>
    (await engine.call("recipients.live", { text: "demotin alix" })).flatMap(({ recipients }) => recipients).length;
  test.each(few("reset"))("%s: the source says that it failed, then answers again", async (_name, trouble) => {
    await during("ldap", trouble, async () => engine.call("recipients.live", { text: "demotin bea" }));
    await expect.poll(found, recovered).toBeGreaterThan(0);
  });
});

describe("autoconfiguration", () => {
  test.each(few("cut"))("%s: a new mailbox is configured within 15 s of healing", async (_name, trouble) => {
    const address = `${newMark()}.demo@cabinet.essai.mssante.fr`;
    const add = () =>
      engine.call("mailboxes.add", {
        address,
        name: "",
        kind: "PER",
        fromLabel: "Claire_DEMO",
        environmentId: "custom",
      });
    // The domain of the first mailbox is known already: this one is asked anew after a start.
    await restart();
    await during("autoconfig", trouble, async () => void (await add()));
    const added = async (): Promise<boolean> =>
      (await engine.call("mailboxes.list", undefined)).some((one) => one.address === address) ||
      (await add()).mailbox !== null;
    await expect.poll(added, recovered).toBe(true);
  });
});

describe("OpenID provider", () => {
  test.each(few("reset"))("%s while it waits for the telephone: the session opens", async (_name, trouble) => {
    // One start asks for so many sign-ins only (the throttle of electron/psc).
    if (LONG) await restart();
    await engine.call("session.signOut", undefined);
    await engine.call("session.signIn", { idNat: DOCTOR.idNat, channel: "mobile" });
    await expect.poll(() => space.psc.pending().length, recovered).toBe(1);
    await during("psc", trouble, async () => undefined);
    const since = Date.now();
    if ((await engine.call("session.state", undefined)).state === "signed-out") await signIn(engine, space);
    for (const { id } of space.psc.pending()) await space.psc.approve(id);
    await expect.poll(async () => (await engine.call("session.state", undefined)).state, recovered).toBe("signed-in");
    await ready(engine, mailboxId, RECOVERED_MS);
    expect(Date.now() - since).toBeLessThan(RECOVERED_MS + 1000);
  });
});

describe("revocation list", () => {
  // Its publisher speaks plain HTTP.
  test.each(few("stall", ["alert", "impostor"]))(
    "%s: no mailbox is kept away, and the list is had within 15 s of healing",
    async (_name, trouble) => {
      const path = `/${newMark()}.crl`;
      const certificate = await space.pki.issue([`imap.${TRUST_DOMAIN}`], {
        publishedAt: { listUrl: `http://${CRL_HOST}${path}` },
      });
      const door = await startStarttlsDoor({ protocol: "imap", certificate, target: space.dovecot.ports.imap });
      try {
        await during("crl", trouble, async () => ways.imap.detour(door.port));
        await ready(engine, mailboxId, RECOVERED_MS);
        // The next connection asks again.
        const had = async (): Promise<number> => {
          if (publisher.served(path) === 0) await reconnect();
          return publisher.served(path);
        };
        await expect.poll(had, { ...recovered, interval: 1000 }).toBeGreaterThan(0);
      } finally {
        await ways.imap.heal();
        await door.stop();
      }
      await ready(engine, mailboxId, RECOVERED_MS);
    },
  );
});

async function reconnect(): Promise<void> {
  await ways.imap.inject({ kind: "reset" });
  await ways.imap.inject({ kind: "none" });
  await ready(engine, mailboxId, RECOVERED_MS);
}

/** The engine ended and started again over its profile. */
async function restart(): Promise<void> {
  await engine.kill();
  engine = await startEngine(folder, through(space.environment));
  await signIn(engine, space);
  await ready(engine, mailboxId);
}

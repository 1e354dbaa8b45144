import { expect, test } from "vitest";
import type { TestStep } from "#shared/contract/accounts";
import { PliError } from "#shared/domain/failure";
import type { MailboxId } from "#shared/domain/ids";
import type { Mailbox } from "#shared/domain/mailbox";
import { demoEnvironment } from "../demo/addresses";
import { createAutoconfigOf } from "./autoconfig";
import { type ConnectionTestPorts, createConnectionTest, isUsable } from "./connection-test";

const SERVERS = {
  imap: { host: "imap.demo.mssante.fr", port: 143 },
  smtp: { host: "smtp.demo.mssante.fr", port: 587 },
};
const mailbox: Mailbox = {
  id: "a" as MailboxId,
  address: "demo.martin@medecin.demo.mssante.fr",
  name: "Dr Demo",
  kind: "PER",
  fromLabel: "Dr_Demo",
  colour: 0,
  environmentId: "demo",
};
const SENT = { until: "2026-11-22T09:02:00.000Z", digits: null } as const;
const NETWORK = ["dns", "tcp", "starttls", "certificate", "imap", "smtp"] as const;

/** A world where everything answers, but for what a test changes; `shown` is what the page was told, one line a time. */
function stage(change: Partial<ConnectionTestPorts> = {}) {
  const shown: string[] = [];
  const run = createConnectionTest({
    autoconfig: { find: async () => ({ ok: true, servers: SERVERS }), check: (servers) => ({ ok: true, servers }) },
    probe: async (_mailbox, _servers, tell) => {
      for (const step of NETWORK) tell({ step, state: "ok" });
    },
    checkProxy: async () => ({ state: "direct" }),
    token: async () => "jeton",
    identity: async () => null,
    secret: () => "motdepasse123456",
    link: async () => undefined,
    probeDirectory: async () => ({ ldap: {} as never, failure: null, fhir: null }),
    tell: (address, steps) => void shown.push(`${address} ${steps.map(({ state }) => state[0]).join("")}`),
    ...change,
  });
  return { run, shown };
}

const states = (steps: readonly TestStep[]) =>
  steps.map(({ step, state, code }) => [step, state, code ?? ""].join(" ").trim());

test("every step is shown from the first moment, in one order, as it is made", async () => {
  const { run, shown } = stage();
  const { servers, steps } = await run(mailbox);
  expect(servers).toEqual(SERVERS);
  expect(states(steps)).toEqual([
    "proxy ok",
    "autoconfig ok",
    "dns ok",
    "tcp ok",
    "starttls ok",
    "certificate ok",
    "sign-in ok",
    "imap ok",
    "smtp ok",
    "directory ok",
  ]);
  expect(shown[0]).toBe(`${mailbox.address} rwwwwwwwww`);
  expect(shown[1]).toBe(`${mailbox.address} orwwwwwwww`);
  expect(shown.at(-1)).toBe(`${mailbox.address} oooooooooo`);
  expect(shown).toHaveLength(12);
});

test("an operator that publishes nothing stops the test there, and nobody is called", async () => {
  const { run, shown } = stage({
    autoconfig: { find: async () => ({ ok: false, code: "not-found" }), check: () => expect.fail("not typed") },
    probe: () => expect.fail("called"),
    token: () => expect.fail("a token was asked for"),
  });
  const { servers, steps } = await run(mailbox);
  expect(servers).toBeNull();
  expect(states(steps).slice(1, 4)).toEqual(["autoconfig failed not-found", "dns skipped", "tcp skipped"]);
  // What is told last shows nothing under way any more.
  expect(shown.at(-1)).toBe(`${mailbox.address} ofssssssss`);
});

test("a session that is not there is told apart from servers that are", async () => {
  const { run } = stage({ token: () => Promise.reject(new PliError("psc-unavailable")) });
  const { servers, steps } = await run(mailbox);
  expect(servers).toBeNull();
  expect(states(steps)).toContain("sign-in failed psc-unavailable");
  expect(states(steps)).toContain("tcp ok");
});

test("a directory behind a closed 389 is said, and the mailbox opens all the same", async () => {
  const { run } = stage({ probeDirectory: async () => ({ ldap: null, failure: "timeout", fhir: null }) });
  const { servers, steps } = await run(mailbox);
  expect(servers).toEqual(SERVERS);
  expect(states(steps).at(-1)).toBe("directory failed directory-timeout");
  expect(isUsable([{ step: "smtp", state: "failed" }])).toBe(false);
});

test("an environment without a directory has none to test", async () => {
  const { run } = stage({ probeDirectory: async () => ({ ldap: null, failure: null, fhir: null }) });
  expect(states((await run(mailbox)).steps).at(-1)).toBe("directory skipped");
});

test.each([
  ["another domain", { imap: { host: "imap.example.com", port: 143 }, smtp: SERVERS.smtp }, "refused-host"],
  ["an address", { imap: SERVERS.imap, smtp: { host: "10.0.0.1", port: 587 } }, "refused-host"],
  ["a name nobody knows here", { imap: { host: "x.autre.mssante.fr", port: 143 }, smtp: SERVERS.smtp }, "refused-host"],
])("servers typed by hand are held to the same policy: %s", async (_name, typed, code) => {
  const environment = demoEnvironment({
    anchorPem: "",
    issuer: "https://a.demo.mssante.fr",
    discoveryUrl: "",
    pageOrigin: undefined,
    ports: { psc: 1, autoconfig: 1, imap: 1, smtp: 1, ldap: 1, fhir: 1, publisher: 1, publication: 1 },
  });
  const autoconfig = createAutoconfigOf(
    () => environment,
    () => () => expect.fail("the network was asked"),
  );
  const { run } = stage({ autoconfig });
  expect((await run(mailbox, SERVERS)).servers).toEqual(SERVERS);
  const { servers, steps } = await run(mailbox, typed);
  expect(servers).toBeNull();
  expect(states(steps)[1]).toBe(`autoconfig failed ${code}`);
});

test("a mailbox that its operator opens by a link waits for the person there, without the token of Pro Santé Connect, and a refusal is said", async () => {
  const auth = {
    kind: "operator-ciba",
    issuer: "https://id.demo.mssante.fr",
    clientId: "pli",
    hint: "address",
    login: mailbox.address,
  } as const;
  const waiting: (readonly TestStep[])[] = [];
  const { run } = stage({
    token: () => expect.fail("a token of Pro Santé Connect was asked for"),
    link: async (id, by, sent) => {
      expect([id, by]).toEqual([mailbox.id, auth]);
      sent(SENT);
    },
    tell: (_address, steps) => void waiting.push(steps),
  });
  const { steps } = await run(mailbox, undefined, auth);
  expect(states(steps)).toContain("sign-in ok");
  const asked = waiting.find((one) => one.some(({ code }) => code === "link-waiting")) ?? expect.fail("not told");
  expect(asked.filter(({ state }) => state === "running")).toEqual([
    { step: "sign-in", state: "running", code: "link-waiting", sent: SENT },
  ]);
  const refused = stage({
    link: () => Promise.reject(new PliError("link-refused")),
    probe: async (_mailbox, _servers, tell) => {
      tell({ step: "tcp", state: "ok" });
      tell({ step: "imap", state: "failed", code: "link-needed" });
    },
  });
  const ended = await refused.run(mailbox, undefined, auth);
  expect(states(ended.steps).filter((step) => step.includes("failed"))).toEqual(["sign-in failed link-refused"]);
  expect(states(ended.steps)).toContain("tcp ok");
  expect(ended.servers).toBeNull();
  const given = stage({
    link: () => Promise.reject(new PliError("link-cancelled")),
    probe: () => expect.fail("called for somebody who gave up"),
    probeDirectory: () => expect.fail("called for somebody who gave up"),
  });
  const stopped = await given.run(mailbox, undefined, auth);
  expect(stopped.servers).toBeNull();
  expect(states(stopped.steps).slice(5, 8)).toEqual([
    "certificate skipped",
    "sign-in failed link-cancelled",
    "imap skipped",
  ]);
});

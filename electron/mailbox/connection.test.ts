import { createServer, type AddressInfo, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { MailboxId } from "#shared/domain/ids";
import { strangerPki } from "../demo/pki/testing/authorities";
import { tlsPolicy } from "../trust/tls-policy";
import { ALICE, letter, type Practice, startPractice, until } from "./testing/practice";
import { MAILBOX } from "./testing/store-double";

let practice: Practice;
const closers: (() => void)[] = [];
afterEach(async () => {
  await practice.stop();
  closers.splice(0).forEach((close) => close());
});

const ready = () => until(() => practice.lastState()?.state === "ready");
const offline = (reason: string) =>
  until(() => practice.told.states.some((state) => state.state === "offline" && state.reason === reason));
const answers = (action: string) =>
  practice.told.traces.filter((event) => event.action === action).map(({ answer }) => answer);

/** A server that speaks from a script in clear text, and what it heard. */
async function scripted(greeting: string, onLine: (tag: string, line: string, socket: Socket) => void) {
  const heard: string[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.write(`${greeting}\r\n`);
    socket.on("data", (data) => {
      for (const line of data.toString("latin1").split("\r\n").filter(Boolean)) {
        heard.push(line);
        onLine(line.split(" ")[0] ?? "", line, socket);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => server.close());
  return { port: (server.address() as AddressInfo).port, heard };
}

describe("signing in to the operator", () => {
  it("presents the token once, then drops it", async () => {
    practice = await startPractice();
    await practice.open();
    await ready();
    expect(practice.logins).toEqual(["good"]);
    expect(practice.told.tokens).toEqual([false]);
    expect(JSON.stringify(practice.told)).not.toContain('"good"');
  });

  it("drops a refused token and tries a fresh one once, on a new connection", async () => {
    practice = await startPractice();
    practice.behaviour.token = "stale";
    await practice.open();
    await ready();
    expect(practice.logins).toEqual(["stale", "good"]);
    expect(practice.told.tokens).toEqual([false, true]);
    expect(answers("token-refused")).toEqual(["token-refused"]);
  });

  it("stops there when the fresh one is refused too", async () => {
    practice = await startPractice();
    practice.behaviour.token = "stale";
    practice.behaviour.freshToken = "stale-too";
    await practice.open();
    await offline("refused");
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(practice.logins).toEqual(["stale", "stale-too"]);
    expect(answers("connect")).toEqual(["token-refused"]);
  });

  it("tries again when it is asked to, once the person has signed in again", async () => {
    practice = await startPractice();
    practice.behaviour.token = "stale";
    practice.behaviour.freshToken = "stale-too";
    await practice.open();
    await offline("refused");
    practice.behaviour.token = "good";
    await practice.service.sync(MAILBOX);
    await ready();
  });

  it("never takes a provider out of order for a bad token", async () => {
    let down = true;
    practice = await startPractice({
      imap: {
        authenticate: async ({ user }) => {
          if (down) throw new Error("provider is down");
          return { ok: true, mailbox: user };
        },
      },
    });
    await practice.open();
    await offline("server");
    expect(practice.told.tokens).not.toContain(true);
    down = false;
    await ready();
  });

  it("does not call the server while nobody is signed in, and comes back with the session", async () => {
    practice = await startPractice();
    practice.behaviour.token = null;
    await practice.open();
    await offline("signed-out");
    await practice.service.sync(MAILBOX);
    await until(() => practice.told.tokens.length >= 2);
    const connections = new Set(practice.log.map((line) => line.split(" ")[0])).size;
    expect(connections).toBeLessThanOrEqual(1);
    expect(practice.logins).toEqual([]);
    practice.behaviour.token = "good";
    await practice.service.sync(MAILBOX);
    await ready();
  });

  it.each([600, 1500, 2500, 6000])("carries a token of %i characters", async (size) => {
    const token = "t".repeat(size);
    practice = await startPractice({
      imap: { authenticate: async (login) => (login.token === token ? { ok: true, mailbox: ALICE } : { ok: false }) },
    });
    practice.behaviour.token = token;
    await practice.open();
    await ready();
    expect(practice.told.tokens).toEqual([false]);
  });
});

describe("a server that is not what it should be", () => {
  it.each([["a stranger's authority", strangerPki]])(
    "signed by %s is refused before the token is asked",
    async (_name, stranger) => {
      const { anchorPem } = await stranger();
      practice = await startPractice({ ports: { tls: () => tlsPolicy({ ca: [anchorPem] }) } });
      await practice.open();
      await offline("tls");
      expect(practice.told.tokens).toEqual([]);
      expect(answers("connect")).toEqual(["unknown-authority"]);
    },
  );

  it("without STARTTLS never hears a token", async () => {
    const { port, heard } = await scripted("* OK here", (tag, line, socket) =>
      socket.write(
        /CAPABILITY/iu.test(line)
          ? `* CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR\r\n${tag} OK\r\n`
          : `${tag} BAD no\r\n`,
      ),
    );
    practice = await startPractice();
    practice.places.imap = port;
    await practice.open();
    await offline("tls");
    expect(practice.told.tokens).toEqual([]);
    expect(heard.join("\n")).not.toMatch(/AUTHENTICATE|good/iu);
    expect(answers("connect")).toEqual(["no-starttls"]);
  });

  it("that greets with PREAUTH is refused", async () => {
    const { port, heard } = await scripted("* PREAUTH welcome", (tag, line, socket) =>
      socket.write(
        /CAPABILITY/iu.test(line) ? `* CAPABILITY IMAP4rev1 STARTTLS\r\n${tag} OK\r\n` : `${tag} BAD not now\r\n`,
      ),
    );
    practice = await startPractice();
    practice.places.imap = port;
    await practice.open();
    await until(() => practice.told.states.some(({ state }) => state === "offline"));
    expect(practice.told.tokens).toEqual([]);
    expect(heard.join("\n")).not.toMatch(/LIST|SELECT/u);
  });

  it("that adds commands before TLS is refused", async () => {
    const { port } = await scripted("* OK here", (tag, line, socket) => {
      if (/CAPABILITY/iu.test(line)) socket.write(`* CAPABILITY IMAP4rev1 STARTTLS\r\n${tag} OK\r\n`);
      else if (/STARTTLS/iu.test(line)) socket.write(`${tag} OK go\r\n* CAPABILITY IMAP4rev1 AUTH=XOAUTH2\r\n`);
      else socket.write(`${tag} BAD no\r\n`);
    });
    practice = await startPractice();
    practice.places.imap = port;
    await practice.open();
    await offline("tls");
    expect(practice.told.tokens).toEqual([]);
    expect(answers("connect")).toEqual(["injected"]);
  });

  it("whose host this environment never reaches is not called", async () => {
    practice = await startPractice({ ports: { destination: async () => ({ ok: false, code: "refused-host" }) } });
    await practice.open();
    await offline("refused");
    expect(practice.log).toEqual([]);
    expect(answers("connect")).toEqual(["refused-host"]);
  });
});

describe("a connection that is lost", () => {
  it.each(["bye", "reset"] as const)("by %s is made again, and what came meanwhile is there", async (how) => {
    practice = await startPractice();
    practice.mail.deliver(ALICE, "INBOX", letter("Avant"));
    await practice.open();
    await ready();
    practice.server.current.dropConnections(how);
    practice.mail.deliver(ALICE, "INBOX", letter("Pendant"));
    await until(() => practice.subjects("INBOX").includes("Pendant"));
    await ready();
    expect(practice.told.traces.map(({ action }) => action)).toEqual(expect.arrayContaining(["connect", "disconnect"]));
    expect(practice.logins).toHaveLength(2);
  });

  it("keeps trying with a growing delay while the server is away, and tells it once", async () => {
    practice = await startPractice();
    await practice.open();
    await ready();
    await practice.server.current.close();
    await until(() => practice.told.states.filter(({ state }) => state === "connecting").length >= 4);
    expect(practice.told.traces.filter(({ action, success }) => action === "connect" && !success)).toHaveLength(1);
    await practice.restart();
    await ready();
  });

  it("a server with too many connections is waited for", async () => {
    practice = await startPractice();
    practice.faults.refuseConnections = true;
    await practice.open();
    await offline("server");
    practice.faults.refuseConnections = false;
    await ready();
  });

  it("a failing store does not lose the place: the batch is fetched again", async () => {
    practice = await startPractice();
    practice.mail.deliver(ALICE, "INBOX", letter("Important"));
    let failures = 2;
    practice.behaviour.beforeBatch = async () => {
      failures -= 1;
      if (failures >= 0) throw new Error("disk full");
    };
    await practice.open();
    await until(() => practice.subjects("INBOX").includes("Important"));
  });
});

describe("closing", () => {
  it("logs out, says so, and nothing comes back (CONF.10)", async () => {
    practice = await startPractice();
    await practice.open();
    await ready();
    await practice.service.close(MAILBOX);
    expect(practice.log.some((line) => /LOGOUT/u.test(line))).toBe(true);
    expect(practice.lastState()).toEqual({ state: "offline", reason: "paused" });
    expect(answers("disconnect")).toHaveLength(1);
    const states = practice.told.states.length;
    practice.mail.deliver(ALICE, "INBOX", letter("Trop tard"));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(practice.told.states).toHaveLength(states);
    expect(practice.subjects("INBOX")).toEqual([]);
  });

  it("ends in time even while the server is silent", async () => {
    const { port } = await scripted("* OK here", () => undefined);
    practice = await startPractice();
    practice.places.imap = port;
    await practice.open();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const start = performance.now();
    await practice.service.close(MAILBOX);
    expect(performance.now() - start).toBeLessThan(6000);
  });
});

describe("several mailboxes", () => {
  it("the failure of one never touches another (CONF.08)", async () => {
    practice = await startPractice({
      imap: { authenticate: async ({ user }) => (user === ALICE ? { ok: true, mailbox: user } : { ok: false }) },
    });
    const other = "mailbox-2" as MailboxId;
    await practice.open(other, "bob.demo@cabinet.demo.mssante.fr");
    await practice.open();
    practice.mail.deliver(ALICE, "INBOX", letter("Pour Alice"));
    await until(() => practice.subjects("INBOX").includes("Pour Alice"));
    expect(practice.folder("INBOX", other)).toBeUndefined();
    await offline("refused");
  });

  it("opening the same one twice looks again instead of connecting twice", async () => {
    practice = await startPractice();
    await practice.open();
    await ready();
    practice.mail.deliver(ALICE, "Sent", letter("Autre poste"));
    await practice.open();
    await until(() => practice.subjects("Sent").length === 1);
    expect(practice.logins).toHaveLength(1);
  });
});

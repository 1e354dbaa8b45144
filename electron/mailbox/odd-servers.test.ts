import { afterEach, describe, expect, it } from "vitest";
import { PliError } from "#shared/domain/failure";
import { failureOf } from "./failure";
import { connectImap } from "./imap-client";
import { type Practice, startPractice, ALICE, until } from "./testing/practice";
import { type Script, scriptedServer, targetAt } from "./testing/scripted-server";
import { listFolders } from "./folders";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const XOAUTH2 = "IMAP4rev1 SASL-IR AUTH=XOAUTH2";
const challenge = Buffer.from('{"status":"401","schemes":"bearer","scope":"mail"}').toString("base64");
const proofIn = (line: string): string => Buffer.from(line.split(" ").at(-1) ?? "", "base64").toString();

/** Signs in to a scripted server; gives what it ended with and what was heard. */
async function meet(capability: string, script: Script, token: () => Promise<string> = async () => "good") {
  const server = await scriptedServer(capability, script);
  closers.push(server.close);
  let asked = 0;
  const connecting = connectImap({
    ...(await targetAt(server.port)),
    proof: async () => {
      asked += 1;
      const given = await token();
      if (given === "") throw new PliError("signed-out");
      return { kind: "token", token: given };
    },
  });
  const outcome = await connecting.then(
    (client) => {
      closers.push(() => client.close());
      return { client, failure: null };
    },
    (error: unknown) => ({ client: null, failure: failureOf(error), error }),
  );
  return { ...outcome, heard: server.heard, asked: () => asked };
}

const welcome: Script = (tag, line, answer) => {
  if (/ NAMESPACE/iu.test(line)) answer(`* NAMESPACE (("" "/")) NIL NIL`);
  answer(`${tag} OK done`);
};

describe("the way of signing in", () => {
  it("is XOAUTH2, even where OAUTHBEARER is offered first", async () => {
    const { failure, heard } = await meet("IMAP4rev1 SASL-IR AUTH=OAUTHBEARER AUTH=XOAUTH2 AUTH=PLAIN", welcome);
    expect(failure).toBeNull();
    const line = heard.find((each) => / AUTHENTICATE /u.test(each)) ?? "";
    expect(line).toMatch(/ AUTHENTICATE XOAUTH2 /u);
    expect(proofIn(line)).toBe(`user=${ALICE}\u0001auth=Bearer good\u0001\u0001`);
    expect(heard.join("\n")).not.toMatch(/OAUTHBEARER|PLAIN|LOGIN/u);
  });

  it("waits for the server where it takes no initial response (RFC 4959)", async () => {
    const { failure, heard } = await meet("IMAP4rev1 AUTH=XOAUTH2", (tag, line, answer, socket) => {
      if (line.endsWith(" AUTHENTICATE XOAUTH2")) answer("+ ");
      else if (!/^[A-Z0-9]+ /u.test(line)) answer(`${heardTag(heardBefore)} OK done`);
      else welcome(tag, line, answer, socket);
      heardBefore.push(line);
    });
    expect(failure).toBeNull();
    expect(heard.some((line) => proofIn(line).startsWith(`user=${ALICE}`))).toBe(true);
  });

  it("is refused, without a token asked, where XOAUTH2 is not offered", async () => {
    const { failure, asked, heard } = await meet("IMAP4rev1 AUTH=PLAIN AUTH=LOGIN AUTH=OAUTHBEARER", welcome);
    expect(failure).toMatchObject({ code: "no-xoauth2", reason: "refused" });
    expect(asked()).toBe(0);
    expect(heard.join("\n")).not.toMatch(/AUTHENTICATE|LOGIN /u);
  });

  it("is not tried with an empty token", async () => {
    const { failure, heard } = await meet(XOAUTH2, welcome, async () => "");
    expect(failure).toMatchObject({ code: "signed-out" });
    expect(heard.join("\n")).not.toMatch(/AUTHENTICATE/u);
  });

  it("leaves no token in the client once signed in, nor in an error", async () => {
    const good = await meet(XOAUTH2, welcome, async () => "jeton-secret");
    expect(JSON.stringify(good.client?.options.auth)).toBe(JSON.stringify({ user: ALICE }));
    const bad = await meet(
      XOAUTH2,
      (tag, line, answer) => answer(/ AUTHENTICATE /u.test(line) ? `${tag} NO [AUTHENTICATIONFAILED] no` : `${tag} OK`),
      async () => "jeton-secret",
    );
    const error = "error" in bad ? bad.error : undefined;
    expect(error).toBeInstanceOf(Error);
    const proof = Buffer.from("jeton-secret").toString("base64").slice(0, 10);
    const told = [String(error), JSON.stringify(error), error instanceof Error ? error.stack : ""].join("\n");
    expect(told).not.toContain("jeton-secret");
    expect(told).not.toContain(proof);
  });
});

const heardBefore: string[] = [];
const heardTag = (lines: readonly string[]): string =>
  lines.findLast((line) => / AUTHENTICATE /u.test(line))?.split(" ")[0] ?? "*";

describe("answers to a token", () => {
  const answering = (act: (tag: string, answer: (text: string) => void, end: () => void) => void): Script => {
    let open = "";
    return (tag, line, answer, socket) => {
      if (/ AUTHENTICATE /u.test(line)) {
        open = tag;
        act(tag, answer, () => socket.destroy());
      } else if (line === "") answer(`${open} NO refused`);
      else answer(`${tag} OK`);
    };
  };
  it.each([
    [
      "[AUTHENTICATIONFAILED]",
      (tag: string, answer: (text: string) => void) => answer(`${tag} NO [AUTHENTICATIONFAILED] no`),
      "token-refused",
    ],
    [
      "a challenge and a bare NO",
      (_tag: string, answer: (text: string) => void) => answer(`+ ${challenge}`),
      "token-refused",
    ],
    [
      "[UNAVAILABLE]",
      (tag: string, answer: (text: string) => void) => answer(`${tag} NO [UNAVAILABLE] later`),
      "unavailable",
    ],
    ["[LIMIT]", (tag: string, answer: (text: string) => void) => answer(`${tag} NO [LIMIT] too many`), "limit"],
    [
      "a bare NO",
      (tag: string, answer: (text: string) => void) => answer(`${tag} NO no`),
      "authentication-unavailable",
    ],
    [
      "silence and a cut",
      (_tag: string, _answer: (text: string) => void, end: () => void) => end(),
      "closed-by-server",
    ],
  ])("%s", async (_name, act, code) => {
    const { failure } = await meet(XOAUTH2, answering(act));
    expect(failure?.code).toBe(code);
  });
});

describe("folders as odd servers list them", () => {
  const listing =
    (lines: readonly string[]): Script =>
    (tag, line, answer, socket) => {
      // An empty pattern asks for the delimiter only (RFC 3501 §6.3.8).
      const listed = line.endsWith(' LIST "" ""') ? ['(\\Noselect) "/" ""'] : / LIST /u.test(line) ? lines : [];
      if (/ (LIST|LSUB) /u.test(line)) {
        answer([...listed.map((each) => `* LIST ${each}`), `${tag} OK done`].join("\r\n"));
      } else if (/ STATUS /u.test(line)) {
        answer(`* STATUS ${/STATUS ("[^"]*"|\S+)/u.exec(line)?.[1] ?? ""} (MESSAGES 3)\r\n${tag} OK done`);
      } else welcome(tag, line, answer, socket);
    };
  const list = async (lines: readonly string[]) => {
    const { client } = await meet(`${XOAUTH2} SPECIAL-USE`, listing(lines));
    if (client === null) throw new Error("not connected");
    return (await listFolders(client)).map(({ folder }) => `${folder.path} ${folder.role}`);
  };

  it("leaves out what holds no messages, and what only shows those of others", async () => {
    const lines = [
      '(\\Noselect) "/" Racine',
      '() "/" INBOX',
      '(\\All) "/" Tous',
      '(\\Flagged) "/" Suivis',
      '(\\NonExistent) "/" Rien',
    ];
    expect(await list(lines)).toEqual(["INBOX inbox"]);
  });

  it("knows usual names where the server tells no use", async () => {
    const found = await list(['() "/" INBOX', '() "/" Trash', '() "/" Sent', '() "/" Drafts', '() "/" Patients']);
    expect(found).toEqual(["INBOX inbox", "Sent sent", "Drafts drafts", "Patients other", "Trash trash"]);
  });

  it("reads accents in modified UTF-7", async () => {
    expect(await list(['() "/" INBOX', '() "/" "&AMk-t&AOk-"'])).toEqual(["INBOX inbox", "Été other"]);
  });

  it("holds no more than a thousand, and no path without end", async () => {
    const many = Array.from({ length: 1200 }, (_, index) => `() "/" F${index}`);
    const found = await list(['() "/" INBOX', `() "/" ${"x".repeat(3000)}`, ...many]);
    expect(found).toHaveLength(1000);
    expect(found[0]).toBe("INBOX inbox");
  });
});

describe("giving up", () => {
  it("ends a connection that is being made at once", async () => {
    let practice: Practice | null = null;
    const server = await scriptedServer(XOAUTH2, () => undefined);
    closers.push(server.close);
    practice = await startPractice();
    practice.places.imap = server.port;
    closers.push(practice.stop);
    await practice.open();
    await until(() => server.heard.length > 0);
    const start = performance.now();
    await practice.stop();
    closers.pop();
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

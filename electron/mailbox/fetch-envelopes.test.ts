import type { ImapFlow } from "imapflow";
import { afterEach, describe, expect, it } from "vitest";
import { fetchEnvelopes } from "./fetch-envelopes";
import { connectImap } from "./imap-client";
import { type Script, scriptedServer, targetAt } from "./testing/scripted-server";

const closers: (() => unknown)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

/** A session on INBOX of a server that answers each FETCH with these lines. */
async function answering(lines: (round: number) => readonly string[]): Promise<ImapFlow> {
  let round = 0;
  const script: Script = (tag, line, answer) => {
    if (/ NAMESPACE/u.test(line)) answer('* NAMESPACE (("" "/")) NIL NIL');
    if (/ SELECT /u.test(line)) answer("* 9 EXISTS\r\n* OK [UIDVALIDITY 1] ok\r\n* OK [UIDNEXT 10] ok");
    if (/ FETCH /u.test(line)) for (const each of lines((round += 1))) answer(each);
    answer(`${tag} OK done`);
  };
  const server = await scriptedServer("IMAP4rev1 SASL-IR AUTH=XOAUTH2", script);
  const proof = async () => ({ kind: "token", token: "good" }) as const;
  const client = await connectImap({ ...(await targetAt(server.port)), proof });
  closers.push(
    () => client.close(),
    () => server.close(),
  );
  await client.mailboxOpen("INBOX");
  return client;
}

const row = (
  uid: number,
  subject: string,
  structure = '("text" "plain" NIL NIL NIL "7bit" 1 1 NIL NIL NIL NIL)',
): string =>
  `* ${uid} FETCH (UID ${uid} FLAGS () INTERNALDATE " 5-Nov-2026 08:31:00 +0000" RFC822.SIZE 12 BODYSTRUCTURE ${structure} ` +
  `ENVELOPE (NIL ${subject} NIL NIL NIL NIL NIL NIL NIL "<${uid}@essai>") BODY[HEADER.FIELDS (REFERENCES X-MSS-MES)] {2}\r\n\r\n)`;
const subjects = async (client: ImapFlow, ...uids: readonly number[]) =>
  (await fetchEnvelopes(client, uids)).map(({ uid, subject }) => `${uid} ${subject}`);

describe("the envelopes of some messages", () => {
  it("are those that were asked for, one for each", async () => {
    const client = await answering(() => [
      row(1, '"un"'),
      row(2, "{4}\r\ndeux"),
      row(2, '"encore"'),
      row(3, '"trois"'),
    ]);
    expect(await subjects(client, 1, 2)).toEqual(["1 un", "2 deux"]);
  });

  it("do not take the news of a colleague's flags for a message", async () => {
    const client = await answering(() => [
      "* 1 FETCH (UID 1 MODSEQ (9) FLAGS (\\Seen))",
      "* 4 EXISTS",
      row(1, '"un"'),
      "* 2 FETCH (FLAGS (\\Seen))",
    ]);
    expect(await subjects(client, 1, 2)).toEqual(["1 un"]);
    expect(client.mailbox === false ? 0 : client.mailbox.exists).toBe(4);
  });

  it("are there, to be opened, even of a message whose envelope nobody can read", async () => {
    const bare = '* 2 FETCH (UID 2 FLAGS (\\Seen) INTERNALDATE " 5-Nov-2026 08:31:00 +0000" RFC822.SIZE 12)';
    // Too deep for any reader.
    const deep = row(2, '"deux"', "(".repeat(40) + ")".repeat(40));
    const client = await answering((round) => (round === 1 ? [row(1, '"un"'), deep] : [bare]));
    const found = await fetchEnvelopes(client, [1, 2, 3]);
    expect(found.map(({ uid, subject }) => `${uid} ${subject}`)).toEqual(["1 un", "2 "]);
    expect(found[1]).toMatchObject({ flags: ["\\Seen"], size: 12, receivedAt: "2026-11-05T08:31:00.000Z" });
  });

  it("come by the library where an answer is not plain, and nothing of the session is lost", async () => {
    // An envelope that is NIL, and a structure without its extensions.
    const odd = row(2, '"deux"').replace(/ENVELOPE \(.*?\) BODY/u, "ENVELOPE NIL BODY");
    const client = await answering(() => [odd, row(1, '"un"', '("text" "plain" NIL NIL NIL "7bit" 1 1)')]);
    expect((await subjects(client, 1, 2)).toSorted()).toEqual(["1 un", "2 "]);
    expect(await client.noop()).toBeUndefined();
  });

  it("leave the session's other answers to the library once they are there", async () => {
    const client = await answering((round) => (round === 1 ? [row(1, '"un"')] : [row(1, '"autre"')]));
    expect(await subjects(client, 1)).toEqual(["1 un"]);
    const fetched = await client.fetchAll("1", { uid: true, envelope: true }, { uid: true });
    expect(fetched.map(({ envelope }) => envelope?.subject)).toEqual(["autre"]);
  });

  it("leave nothing behind when the connection is lost among them", async () => {
    const client = await answering(() => {
      client.close();
      return [];
    });
    await expect(fetchEnvelopes(client, [1])).rejects.toThrow();
    expect(Object.hasOwn(client, "handleResponse")).toBe(false);
  });
});

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ALICE, startLoopback } from "./testing/loopback";
import type { Loopback } from "./testing/loopback";
import { nestedMessage, plainMessage } from "./testing/messages";
import { runs } from "../../../scripts/testing/runs";

let loopback: Loopback;
let wire: Awaited<ReturnType<Loopback["secureWire"]>>;
let counter = 0;
const ask = (command: string): Promise<string> => wire.ask(`t${(counter += 1)}`, command);

beforeAll(async () => {
  loopback = await startLoopback({ limits: { commandsPerSecond: 100_000 } });
  loopback.store.deliver(ALICE, "INBOX", nestedMessage(), { date: new Date("2026-11-02T09:00:00Z") });
  loopback.store.deliver(ALICE, "INBOX", plainMessage("deux"), { flags: ["\\Seen"] });
  wire = await loopback.secureWire(ALICE);
  await ask("SELECT INBOX");
});
afterAll(() => loopback.stop());

describe("syntax", () => {
  it.each([
    ["an unknown command", "FROBNICATE"],
    ["an inherited property name", "constructor"],
    ["a missing argument", "SELECT"],
    ["too many arguments", "SELECT INBOX (CONDSTORE) x"],
    ["an unclosed list", "FETCH 1 (UID"],
    ["an unclosed quote", 'SELECT "INBOX'],
    ["an unclosed section", "FETCH 1 BODY[TEXT"],
    ["two spaces", "FETCH  1 UID"],
    ["an unknown fetch item", "FETCH 1 NOTHING"],
    ["an empty fetch list", "FETCH 1 ()"],
    ["a malformed set", "FETCH 1:: UID"],
    ["the number zero", "FETCH 0 UID"],
    ["a number beyond the mailbox", "FETCH 3 UID"],
    ["an empty field list", "FETCH 1 BODY[HEADER.FIELDS ()]"],
    ["fields without HEADER.FIELDS", "FETCH 1 BODY[TEXT (To)]"],
    ["MIME of the whole message", "FETCH 1 BODY[MIME]"],
    ["a part number zero", "FETCH 1 BODY[0]"],
    ["a trailing dot", "FETCH 1 BODY[1.]"],
    ["an empty partial", "FETCH 1 BODY[]<0.0>"],
    ["an unknown store action", "STORE 1 FLAGGED (\\Seen)"],
    ["an unknown system flag", "STORE 1 FLAGS (\\Recent)"],
    ["no flags at all", "STORE 1 FLAGS"],
    ["an unknown search key", "SEARCH WHATEVER"],
    ["no search key", "SEARCH"],
    ["a search key without its text", "SEARCH SUBJECT"],
    ["a wrong date", "SEARCH SINCE 31-Feb-2026"],
    ["an unknown status item", "STATUS INBOX (WEATHER)"],
    ["wrong modified UTF-7", 'SELECT "Bo&AOk"'],
    ["an append without a literal", 'APPEND INBOX "text"'],
    ["too deep a nesting", `SEARCH ${"(".repeat(40)}ALL${")".repeat(40)}`],
    ["raw 8-bit atoms", "SELECT \xe9t\xe9"],
    ["DONE outside IDLE", "DONE"],
  ])("answers BAD to %s and goes on", async (_, command) => {
    expect(await ask(command)).toMatch(/^t\d+ BAD/m);
    expect(await ask("NOOP")).toMatch(/^t\d+ OK/m);
  });

  it("answers a line without a tag with an untagged BAD", async () => {
    wire.send("\r\n");
    await wire.until(/^\* BAD/m);
    expect(await ask("NOOP")).toMatch(/^t\d+ OK/m);
  });

  it("accepts commands in any case, bare line feeds and a blank before a parenthesis", async () => {
    wire.send("low fetch 2 (uid flags )\n");
    expect(await wire.until(/^low OK/m)).toContain("* 2 FETCH (UID 2 FLAGS (\\Seen))");
  });

  it("accepts literals of both kinds where a string may stand", async () => {
    wire.send("lit1 SEARCH CHARSET UTF-8 SUBJECT {4}\r\n");
    await wire.until(/^\+ Ready/m);
    wire.send("deux BODY {7+}\r\nBonjour\r\n");
    expect(await wire.until(/^lit1 OK/m)).toContain("* SEARCH 2\r\n");
  });

  it("carries out pipelined commands in their order", async () => {
    wire.send("p1 NOOP\r\np2 FETCH 2 UID\r\np3 SEARCH ALL\r\n");
    expect(await wire.until(/^p3 OK/m)).toMatch(/p1 OK[^]*FETCH \(UID 2\)\r\np2 OK[^]*SEARCH 1 2\r\np3 OK/);
  });

  it("survives any bytes before the line end", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 200 }), async (noise) => {
        const bytes = Buffer.from(noise)
          .toString("latin1")
          .replace(/[\r\n]/g, "")
          .replace(/\{\d+\+?\}$/, "");
        // BYE is the one thing that noise may not bring about; LOGOUT and IDLE are no noise.
        wire.send(`n ${bytes.replace(/^(logout|idle|starttls|close|unselect)/i, "x")}\r\n`);
        expect(await ask("NOOP")).toMatch(/^t\d+ OK/m);
      }),
      { numRuns: runs(40, 100) },
    );
  });
});

describe("bounds", () => {
  it("sends a client away that writes a line of more than 64 KB, signed in or not", async () => {
    for (const victim of [await loopback.wire(), await loopback.secureWire(ALICE)]) {
      victim.send(`a NOOP ${"x".repeat(70_000)}`);
      await victim.closed();
      expect(victim.received()).toContain("* BYE Line is too long");
    }
  });

  it("refuses a huge literal outside APPEND without taking it", async () => {
    wire.send("big SEARCH SUBJECT {70000}\r\n");
    expect(await wire.until(/^big .*/m)).toMatch(/^big NO \[TOOBIG\]/m);
    expect(await ask("NOOP")).toMatch(/^t\d+ OK/m);
  });

  it("refuses a huge literal from someone who is not signed in", async () => {
    const stranger = await loopback.wire();
    stranger.send("a APPEND INBOX {400000000+}\r\n");
    await stranger.closed();
    expect(stranger.received()).toContain("* BYE [TOOBIG]");
  });

  it("slows a client that sends more commands than the pace allows", async () => {
    const slow = await startLoopback({ limits: { commandsPerSecond: 20 } });
    const hasty = await slow.secureWire(ALICE);
    const start = performance.now();
    hasty.send(Array.from({ length: 30 }, (_, i) => `h${i} NOOP\r\n`).join(""));
    await hasty.until(/^h29 OK/m);
    expect(performance.now() - start).toBeGreaterThan(300);
    await slow.stop();
  });

  it("says BYE to a silent client, in IDLE too", async () => {
    const hasty = await startLoopback({ limits: { loginMs: 80 } });
    const stranger = await hasty.wire();
    await stranger.closed();
    expect(stranger.received()).toContain("* BYE Disconnected for inactivity.");
    await hasty.stop();
    const impatient = await startLoopback({ limits: { inactivityMs: 600, heartbeatMs: 100 } });
    const idler = await impatient.secureWire(ALICE);
    idler.send("i IDLE\r\n");
    await idler.closed();
    expect(idler.received()).toMatch(/\* OK Still here[^]*\* BYE Disconnected for inactivity\./);
    await impatient.stop();
  });

  it("refuses what goes beyond the size of a box", async () => {
    const tight = await startLoopback({ limits: { accountBytes: 1000 } });
    tight.store.deliver(ALICE, "INBOX", Buffer.alloc(900, "x"));
    const full = await tight.secureWire(ALICE);
    await full.ask("a", "SELECT INBOX");
    expect(await full.ask("b", "COPY 1 Sent")).toMatch(/^b NO \[OVERQUOTA\]/m);
    full.send(`c APPEND INBOX {200+}\r\n${"y".repeat(200)}\r\n`);
    expect(await full.until(/^c .*/m)).toMatch(/^c NO \[OVERQUOTA\]/m);
    await tight.stop();
  });
});

describe("answers in their exact form", () => {
  it("gives BODYSTRUCTURE with extension data and BODY without", async () => {
    const extended = await ask("FETCH 1 BODYSTRUCTURE");
    expect(extended).toContain(
      '("application" "zip" ("name" "IHE_XDM.zip") "<zip@demo>" NIL "base64" 8 NIL ("attachment" ("filename" "IHE_XDM.zip" "size" "4")) NIL NIL)',
    );
    expect(extended).toContain(
      '(("text" "plain" ("charset" "iso-8859-1") NIL NIL "quoted-printable" 19 0 NIL NIL NIL NIL)',
    );
    expect(extended).toContain('"alternative" ("boundary" "outer-inner") NIL NIL NIL)');
    const body = await ask("FETCH 1 BODY");
    expect(body).toContain('("application" "zip" ("name" "IHE_XDM.zip") "<zip@demo>" NIL "base64" 8)');
    expect(body).not.toContain("attachment");
  });

  it("gives the envelope with groups, and sender and reply-to from From", async () => {
    expect(await ask("FETCH 1 ENVELOPE")).toContain(
      '* 1 FETCH (ENVELOPE ("Mon, 2 Nov 2026 10:00:00 +0100" "=?utf-8?B?Q29tcHRlIHJlbmR1IGQnaMOpbWF0b2xvZ2ll?=" ' +
        `${'(("Service DEMO" NIL "service.demo" "hopital.demo.mssante.fr")) '.repeat(3)}` +
        '((NIL NIL "alice.demo" "cabinet.demo.mssante.fr")(NIL NIL "Groupe" NIL)(NIL NIL "bob.demo" "cabinet.demo.mssante.fr")(NIL NIL NIL NIL)) ' +
        'NIL NIL NIL "<nested@demo.mssante.fr>"))',
    );
  });

  it("gives header fields, all but some, and pieces, under the label that was asked", async () => {
    const fields = await ask(
      'FETCH 1 (BODY.PEEK[HEADER.FIELDS (subject "References")] BODY.PEEK[HEADER.FIELDS.NOT (Content-Type MIME-Version References To From)])',
    );
    expect(fields).toContain("BODY[HEADER.FIELDS (subject References)] {");
    expect(fields).toMatch(/References: <a@demo\.mssante\.fr>\r\n <b@demo\.mssante\.fr>\r\n\r\n/);
    expect(fields).toMatch(
      /FIELDS\.NOT \(Content-Type MIME-Version References To From\)\] \{\d+\}\r\nSubject:[^]*\r\nDate:[^]*\r\nMessage-ID:[^]*\r\n\r\n\)/,
    );
    expect(await ask("FETCH 1 BODY.PEEK[]<2.6>")).toContain("BODY[]<2> {6}\r\nom: Se)");
    expect(await ask("FETCH 1 BODY.PEEK[TEXT]<99999.5>")).toContain("BODY[TEXT]<99999> {0}\r\n)");
    expect(await ask("FETCH 1 BODY.PEEK[7.2]")).toContain("BODY[7.2] NIL");
    expect(await ask("FETCH 2 BODY.PEEK[1]")).toContain("BODY[1] {10}\r\nBonjour,\r\n)");
    expect(await ask("FETCH 2 BODY.PEEK[1.1]")).toContain("BODY[1.1] NIL");
  });

  it("sets \\Seen when a body is read without PEEK and says so once", async () => {
    expect(await ask("FETCH 1 BODY[3.1.MIME]")).toMatch(
      /FETCH \(BODY\[3\.1\.MIME\] \{28\}\r\n[^]*FLAGS \(\\Seen\)\)\r\nt/,
    );
    expect(await ask("FETCH 1 BODY[1]")).not.toContain("FLAGS");
    expect(await ask("FETCH 1 RFC822.HEADER")).toContain("RFC822.HEADER {");
    await ask("STORE 1 -FLAGS.SILENT \\Seen");
    await ask("EXAMINE INBOX");
    expect(await ask("FETCH 1 RFC822.TEXT")).not.toContain("FLAGS");
    expect(await ask("STORE 1 +FLAGS (\\Seen)")).toMatch(/NO \[READ-ONLY\]/);
    await ask("SELECT INBOX");
  });

  it("expands the macros", async () => {
    expect(await ask("FETCH 2 FAST")).toMatch(
      /FETCH \(FLAGS \(\\Seen\) INTERNALDATE "[ \d]\d-\w{3}-\d{4} [\d:]{8} \+0000" RFC822\.SIZE \d+\)/,
    );
    expect(await ask("FETCH 1 FULL")).toMatch(
      /INTERNALDATE " 2-Nov-2026 09:00:00 \+0000" RFC822\.SIZE \d+ ENVELOPE \([^]* BODY \(/,
    );
  });

  it("stores only what is unchanged since, and names the rest", async () => {
    const modseq = (uid: number): number =>
      loopback.store.account(ALICE).find("INBOX")?.mailbox.message(uid)?.modseq ?? 0;
    const known = modseq(2);
    await ask("STORE 1 +FLAGS.SILENT (\\Flagged)");
    const answer = await ask(`UID STORE 1:2 (UNCHANGEDSINCE ${known}) +FLAGS.SILENT ($Vu)`);
    expect(answer).toMatch(/^t\d+ OK \[MODIFIED 1\]/m);
    expect(answer).toContain(`* 2 FETCH (UID 2 MODSEQ (${modseq(2)}))`);
    expect(modseq(2)).toBeGreaterThan(known);
    expect(await ask("UID STORE 2 -FLAGS.SILENT ($Vu)")).toContain("MODSEQ");
  });

  it("answers ESEARCH in the form that was asked", async () => {
    expect(await ask("UID SEARCH RETURN (MIN MAX COUNT ALL) ALL")).toMatch(
      /\* ESEARCH \(TAG "t\d+"\) UID MIN 1 MAX 2 ALL 1:2 COUNT 2\r\n/,
    );
    expect(await ask("SEARCH RETURN () SUBJECT absent")).toMatch(/\* ESEARCH \(TAG "t\d+"\)\r\n/);
    expect(await ask("SEARCH CHARSET KOI8-R ALL")).toMatch(/NO \[BADCHARSET/);
    expect(await ask('SEARCH MODSEQ "/flags/\\\\Seen" all 1')).toMatch(/\* SEARCH 1 2 \(MODSEQ \d+\)/);
  });

  it("says COPYUID before the messages go, and TRYCREATE where there is no target", async () => {
    loopback.store.deliver(ALICE, "INBOX", plainMessage("à déplacer"));
    await ask("NOOP");
    expect(await ask("UID MOVE 3 Absent")).toMatch(/NO \[TRYCREATE\]/);
    expect(await ask("UID MOVE 3 Archive")).toMatch(/^\* OK \[COPYUID \d+ 3 1\] Moved\r\n\* 3 EXPUNGE\r\nt\d+ OK/m);
    expect(await ask("UID MOVE 3 Archive")).toMatch(/^t\d+ OK Move completed/m);
  });

  it("lists the delimiter, patterns, uses and the namespace", async () => {
    expect(await ask('LIST "" ""')).toContain('* LIST (\\Noselect) "/" ""');
    await ask('CREATE "Projets/A/B"');
    expect(await ask('LIST "" "%"')).not.toContain("Projets/A");
    expect(await ask('LIST "Projets/" "*"')).toMatch(/"Projets\/A"[^]*"Projets\/A\/B"/);
    expect(await ask('LIST "" ("inbox" "Projets/%")')).toMatch(/"INBOX"[^]*"Projets\/A"\r\n(?!\*)/);
    expect(await ask('LIST (SPECIAL-USE) "" "*"')).not.toContain("INBOX");
    expect(await ask('LIST "" "*" RETURN (SPECIAL-USE STATUS (UNSEEN))')).toMatch(
      /LIST \([^)]*\\Sent\) "\/" "Sent"\r\n\* STATUS "Sent" \(UNSEEN 0\)/,
    );
    expect(await ask('LSUB "" "S*"')).toContain('* LSUB () "/" "Sent"');
    expect(await ask("NAMESPACE")).toContain('* NAMESPACE (("" "/")) NIL NIL');
  });

  it("closes with a silent expunge, unselects without one", async () => {
    loopback.store.deliver(ALICE, "Junk", plainMessage("x"), { flags: ["\\Deleted"] });
    await ask("SELECT Junk");
    expect(await ask("UNSELECT")).not.toContain("EXPUNGE");
    expect(await ask("STATUS Junk (MESSAGES DELETED SIZE)")).toMatch(/MESSAGES 1 DELETED 1 SIZE \d{3}/);
    expect(await ask("SELECT Junk")).not.toContain("[CLOSED]");
    expect(await ask("CLOSE")).not.toContain("EXPUNGE");
    expect(await ask("STATUS Junk (MESSAGES)")).toContain("MESSAGES 0");
    expect(await ask("FETCH 1 UID")).toMatch(/BAD No mailbox selected/);
    expect(await ask("SELECT INBOX")).toContain("UIDVALIDITY");
    expect(await ask("SELECT INBOX")).toContain("* OK [CLOSED]");
  });
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { createProtocolLog, masked } from "./protocol-log";

const clock = () => new Date("2026-11-22T08:00:00Z");

it("gives what came after a number, and forgets the oldest", () => {
  const log = createProtocolLog(clock, 3);
  for (const line of ["a", "b", "c", "d"]) log.write("imap", line);
  expect(log.since(0).map(({ line }) => line)).toEqual(["b", "c", "d"]);
  expect(log.since(3)).toEqual([{ seq: 4, at: "2026-11-22T08:00:00.000Z", protocol: "imap", line: "d" }]);
  expect(log.since(4)).toEqual([]);
});

it("masks matricules, tokens and codes, and keeps one line", () => {
  expect(masked("RCPT TO:<279035121518989@patient.mssante.fr>")).toBe("RCPT TO:<***@patient.mssante.fr>");
  expect(masked("RCPT TO:<29311 2B033143 11>")).toBe("RCPT TO:<29311 2B033143 11>");
  expect(masked("RCPT TO:<293112B03314311@patient.mssante.fr>")).toBe("RCPT TO:<***@patient.mssante.fr>");
  expect(masked("Authorization: Bearer abc.def")).toBe("Authorization: Bearer ***");
  expect(masked("GET /x?code=abc&state=1")).toBe("GET /x?code=***&state=1");
  expect(masked("id eyJhbGciOi.eyJzdWIi.c2ln")).toBe("id ***");
  expect(masked("client_secret=abc&refresh_token=def&x=1")).toBe("client_secret=***&refresh_token=***&x=1");
  expect(masked('{"access_token":"abc","expires_in":60}')).toBe('{"access_token":"***","expires_in":60}');
  expect(masked("AUTHENTICATE XOAUTH2 dXNlcj1h")).toBe("AUTHENTICATE XOAUTH2 ***");
  expect(masked("AUTH XOAUTH2 user=a@demo.mssante.fr ***")).toBe("AUTH XOAUTH2 user=a@demo.mssante.fr ***");
  expect(masked("a\r\nb")).toBe("a b");
});

it("never holds a matricule, wherever it stands", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      expect(masked(`${before} 279035121518989 ${after}`)).not.toContain("279035121518989");
    }),
  );
});

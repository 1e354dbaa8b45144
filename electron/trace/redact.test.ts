import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLog } from "./log";
import { redact } from "./redact";
import { processorTime } from "#shared/rules/testing/processor-time";

describe("redaction", () => {
  test.each([
    ["277076322082910", "[ins]"],
    ["INS 2 77 07 63 220 829 10 inconnu", "INS [ins] inconnu"],
    ["1 80 03 2A 345 678 31", "[ins]"],
    ["rpps 10001234567", "rpps [rpps]"],
    ["id 899700000001", "id [rpps]"],
    ["to 277076322082910@patient.mssante.fr", "to [address]@patient.mssante.fr"],
    ["from marie.demo@medecin.mssante.fr: no", "from [address]@medecin.mssante.fr: no"],
    ["Authorization: Bearer abc.def", "Authorization: Bearer [token]"],
    ["AUTH XOAUTH2 dXNlcj1tYXJpZQ==", "AUTH XOAUTH2 [token]"],
    ["AUTH PLAIN AG1hcmllAGh1bnRlcjI=", "AUTH PLAIN [token]"],
    ["2 AUTHENTICATE LOGIN bWFyaWU=", "2 AUTHENTICATE LOGIN [token]"],
    ['A1 LOGIN marie "hunter 2"', "A1 LOGIN [token]"],
    ["A1 LOGIN cabinet hunter2123456", "A1 LOGIN [token]"],
    ["no AUTH=PLAIN nor LOGIN", "no AUTH=[token] nor LOGIN"],
    ["eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "[token]"],
    ["code=abc123&state=x", "code=[token]&state=x"],
    ["password: hunter2", "password: [token]"],
    [`key ${"0a".repeat(32)}`, "key [token]"],
    ["open /home/marie/.config/pli/store.db failed", "open [path] failed"],
    ["C:\\Users\\Marie\\store.db", "[path]"],
    ["file:///home/marie/a.pdf", "[path]"],
    ["https://psc.example/auth?code=1", "https://psc.example/[path]"],
    ['folder "Résultats DUPONT" missing', "folder [quoted] missing"],
    ["« Mme DEMO » absente", "[quoted] absente"],
    ["mailbox 'Marie DEMO' refused", "mailbox [quoted] refused"],
  ])("%j becomes %j", (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  test.each([
    "connected in 120 ms",
    "TLS 1.2 ECDHE-RSA-AES256-GCM-SHA384",
    "code 550 after 3 attempts",
    "l'ordinateur d'accueil",
    "ECONNREFUSED 127.0.0.1:993",
    "a/b ratio 1/2",
    "2026-03-05",
    "4f1c1c1e-8d6e-4a8e-9c39-0f2f8f0a5b11",
  ])("%j helps and stays", (text) => {
    expect(redact(text)).toBe(text);
  });

  const matricule = fc
    .tuple(fc.constantFrom(..."12"), fc.stringMatching(/^\d{14}$/))
    .map(([first, rest]) => first + rest);
  const around = fc.string({ maxLength: 20 }).map((text) => text.replaceAll(/[\p{L}\p{N}]/gu, " "));

  test("no matricule comes through, whatever stands around it", () => {
    fc.assert(
      fc.property(
        around,
        matricule,
        fc.constantFrom("", " ", "\u00A0", "\u202F"),
        around,
        (before, value, gap, after) => {
          const written = [0, 1, 3, 5, 7, 10, 13]
            .map((start, index, all) => value.slice(start, all[index + 1]))
            .join(gap);
          const out = redact(`${before} ${written} ${after}`);
          return !out.includes(value) && !out.replaceAll(/\D/gu, "").includes(value);
        },
      ),
      { numRuns: 400 },
    );
  });

  test("no token and no local part comes through", () => {
    const token = fc.stringMatching(/^[A-Za-z0-9_-]{50,80}$/);
    const local = fc.stringMatching(/^[a-z]{3,10}\.[a-z]{3,10}$/);
    fc.assert(
      fc.property(around, token, local, (noise, secret, name) => {
        const out = redact(`${noise} ${secret} ${noise} ${name}@demo.mssante.fr`);
        return !out.includes(secret) && !out.includes(`${name}@`);
      }),
      { numRuns: 300 },
    );
  });

  test("is bounded, gives one line, and redacting again changes nothing more", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        const once = redact(text);
        return !/[\r\n]/u.test(once) && redact(once) === once;
      }),
      { numRuns: 300 },
    );
    const spent = processorTime();
    redact("a@".repeat(100_000));
    redact("1 ".repeat(100_000));
    redact('"'.repeat(100_001));
    expect(spent()).toBeLessThan(2000);
  });
});

describe("the technical log", () => {
  const logged = (level: "debug" | "info" = "info") => {
    const lines: string[] = [];
    return { lines, log: createLog({ write: (line) => lines.push(line), clock: () => new Date(0), level }) };
  };

  test("writes one JSON object a line, redacted in every text", () => {
    const { lines, log } = logged();
    log.info("imap: 277076322082910@patient.mssante.fr", {
      path: "/home/marie/x",
      count: 3,
      ok: true,
      nothing: null,
      id: 10001234567,
    });
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        at: "1970-01-01T00:00:00.000Z",
        level: "info",
        event: "imap: [address]@patient.mssante.fr",
        facts: { path: "[path]", count: 3, ok: true, nothing: null, id: "[rpps]" },
      },
    ]);
    expect(lines[0]).not.toContain("\n");
  });

  test("reduces an error to its name, code, message and place, causes included, never a folder", () => {
    const { lines, log } = logged();
    log.error(
      "failed",
      {},
      Object.assign(new TypeError('no "Marie"', { cause: new Error("Bearer abc") }), { code: "E_X" }),
    );
    const { error } = JSON.parse(lines[0] ?? "{}") as { error: Record<string, unknown> };
    expect(error).toMatchObject({
      name: "TypeError",
      code: "E_X",
      message: "no [quoted]",
      cause: { message: "Bearer [token]" },
    });
    expect(String(error["at"])).toMatch(/^redact\.test\.ts:\d+:\d+$/u);
    log.error("odd", {}, "secret=1 marie@x.fr");
    expect(lines[1]).toContain("[address]@x.fr");
  });

  test("drops what is below its level", () => {
    const quiet = logged();
    quiet.log.debug("x");
    const loud = logged("debug");
    loud.log.debug("x");
    expect([quiet.lines.length, loud.lines.length]).toEqual([0, 1]);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareVersions, judge, type RunningCopy, type Seen } from "./judge";
import { manifestOf } from "./testing/publisher";

const manifest = manifestOf(Buffer.from("the file"));
const file = manifest.files["linux-x64"]?.folder;
const running: RunningCopy = { version: "0.1.0", copy: "test", platform: "linux-x64", installed: "folder", schema: 12 };
const now = new Date("2026-11-22T08:00:00.000Z");
const seen: Seen = { version: "0.2.0", date: "2026-11-20T08:00:00.000Z" };
const judged = (change: Partial<typeof manifest> = {}, copy: Partial<RunningCopy> = {}, known: Seen | null = null) =>
  judge({ ...manifest, ...change }, { ...running, ...copy }, known, now);

test("a newer version with a file for this copy is offered", () => {
  expect(judged()).toEqual({ kind: "offered", file });
  expect(judged({}, { copy: "development" })).toEqual({ kind: "offered", file });
  expect(judged({}, {}, seen)).toEqual({ kind: "offered", file });
});

test("the version that runs, or an older one, is nothing new", () => {
  for (const version of ["0.2.0", "0.2.1", "1.0.0"]) expect(judged({}, { version })).toEqual({ kind: "current" });
});

test("a copy whose version is not three numbers is offered nothing, rather than something older", () => {
  for (const version of ["0.2.0-rc.1", "essai"]) expect(judged({}, { version })).toEqual({ kind: "current" });
});

test("a manifest past its date is refused, whatever it brings", () => {
  const code = "expired";
  expect(judged({ expires: now.toISOString() })).toEqual({ kind: "refused", code });
  expect(judged({ expires: "2020-01-01T00:00:00.000Z" }, { version: "9.0.0" })).toEqual({ kind: "refused", code });
});

test("a version older than one that was seen is refused, and so is an older word on the same one", () => {
  const code = "older";
  expect(judged({}, {}, { ...seen, version: "0.2.1" })).toEqual({ kind: "refused", code });
  expect(judged({}, {}, { ...seen, date: "2026-11-21T08:00:00.000Z" })).toEqual({ kind: "refused", code });
  // Signed again later, to last longer.
  expect(judged({ date: "2026-11-21T08:00:00.000Z" }, {}, seen)).toEqual({ kind: "offered", file });
});

describe("what is not for this copy", () => {
  test.each([
    ["a copy for users is never given one for tests", {}, { copy: "release" }, "no-file"],
    ["a copy for tests is never given one for users", { copy: "release" }, {}, "no-file"],
    ["another platform", {}, { platform: "darwin-arm64" }, "no-file"],
    ["a name of the language in place of a platform", {}, { platform: "__proto__" }, "no-file"],
    ["installed another way", {}, { installed: "system" }, "no-file"],
    ["data older than it can read", { minSchema: 13 }, {}, "too-old-data"],
  ] as const)("%s", (_what, change, copy, code) => {
    expect(judged(change, copy)).toEqual({ kind: "refused", code });
  });
});

const version = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20)).map((parts) => parts.join("."));

test("versions are ordered by numbers, not by letters", () => {
  expect(compareVersions("0.10.0", "0.9.9")).toBeGreaterThan(0);
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) || 0);
      if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
        expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
      expect(compareVersions(a, b) === 0).toBe(a === b);
    }),
  );
});

test("no order of manifests brings a copy back to an older version than one it saw", () => {
  fc.assert(
    fc.property(fc.array(version, { minLength: 1, maxLength: 12 }), (published) => {
      let known: Seen | null = null;
      for (const one of published) {
        const answer = judged({ version: one }, { version: "0.0.0" }, known);
        if (answer.kind !== "refused") {
          expect(known === null || compareVersions(one, known.version) >= 0).toBe(true);
          known = { version: one, date: manifest.date };
        }
      }
    }),
  );
});

import { expect, test } from "vitest";
import type { DirectoryProbe } from "./directory";
import { DEMO_MAP, NATIONAL_MAP } from "./ldap/attribute-map";
import type { LdapProbe } from "./ldap/probe";
import { stepsOfProbe } from "./test-steps";

const probe = (over: Partial<LdapProbe> = {}, steps: Partial<Record<string, readonly [number, number]>> = {}) => {
  const all = { root: [0, 1], schema: [0, 120], base: [0, 1], entries: [4, 40], ...steps } as Record<
    LdapProbe["steps"][number]["step"],
    readonly [number, number]
  >;
  const made: LdapProbe = {
    steps: (["root", "schema", "base", "entries"] as const).map((step) => ({
      step,
      code: all[step][0],
      count: all[step][1],
    })),
    attributes: ["mail"],
    objectClasses: [],
    schema: [],
    startTls: true,
    missing: [],
    learned: DEMO_MAP,
    isProtected: true,
    ...over,
  };
  return made;
};
const said = (told: Partial<DirectoryProbe>): readonly string[] =>
  stepsOfProbe({ ldap: null, failure: null, fhir: null, ...told }).map(
    ({ source, step, outcome, code, count }) => `${source} ${step} ${outcome} ${code} ${count}`,
  );

test("a directory that answers everything is told step by step", () => {
  expect(said({ ldap: probe() })).toEqual([
    "ldap connection good ok 0",
    "ldap protection good ok 0",
    "ldap schema good ok 120",
    "ldap base good ok 0",
    "ldap entries good ok 40",
    "ldap attributes warning some 1",
  ]);
});

test("one that cannot be reached has its reason, and nothing after it", () => {
  expect(said({ failure: "untrusted" })).toEqual(["ldap connection failed untrusted 0"]);
});

test("questions in clear, a silent schema and fields without a name are warnings, each with what it leaves out", () => {
  const ldap = probe({ isProtected: false, learned: NATIONAL_MAP }, { schema: [32, 0] });
  expect(said({ ldap }).slice(1)).toEqual([
    "ldap protection warning clear 0",
    "ldap schema warning silent 0",
    "ldap base good ok 0",
    "ldap entries good ok 40",
    "ldap attributes warning some 10",
  ]);
});

test("a base that is not there, one that is refused and a directory that shows nobody end the test", () => {
  expect(said({ ldap: probe({}, { base: [32, 0], entries: [32, 0] }) }).at(-1)).toBe("ldap base failed absent 0");
  expect(said({ ldap: probe({}, { base: [50, 0], entries: [50, 0] }) }).at(-1)).toBe("ldap base failed refused 0");
  expect(said({ ldap: probe({}, { entries: [0, 0] }) }).at(-1)).toBe("ldap entries failed none 0");
});

test("a base that cannot be read itself, but whose mailboxes are shown, is a base", () => {
  expect(said({ ldap: probe({}, { base: [50, 0] }) }).slice(3, 5)).toEqual([
    "ldap base good ok 0",
    "ldap entries good ok 40",
  ]);
});

test("the FHIR directory says whether it has a key, whether it is taken, and whether it answers", () => {
  expect(said({ fhir: { keyed: false, failure: "key", count: 0 } })).toEqual(["fhir key warning none 0"]);
  expect(said({ fhir: { keyed: true, failure: "key", count: 0 } })).toEqual(["fhir key failed refused 0"]);
  expect(said({ fhir: { keyed: true, failure: "timeout", count: 0 } })).toEqual([
    "fhir key good ok 0",
    "fhir answer failed timeout 0",
  ]);
  expect(said({ fhir: { keyed: true, failure: null, count: 1 } }).at(-1)).toBe("fhir answer good ok 1");
});

test("an environment without a directory has nothing to say", () => {
  expect(said({})).toEqual([]);
});

import { describe, expect, it } from "vitest";
import { isFresh, isInTrustSpace } from "./trust-space";

const now = Date.parse("2024-03-10T12:00:00Z");
const list = (asOf: string) => ({ domains: ["medecin.mssante.fr", "Hôpital-Demo.mssante.fr", "ancien.example"], asOf });
const fresh = list("2024-03-09");
const stale = list("2024-03-01");

it.each([
  ["2024-03-10T12:00:00Z", true],
  ["2024-03-03T12:00:00Z", true],
  ["2024-03-03T11:59:59Z", false],
  ["2024-03-11T12:00:00Z", true],
  ["2024-03-12", false],
  ["", false],
  ["hier", false],
])("a list of %j is fresh: %s", (asOf, expected) => {
  expect(isFresh(list(asOf), now)).toBe(expected);
});

describe("the trust space", () => {
  it.each([
    ["medecin.mssante.fr", true, true, true],
    ["autre.mssante.fr", false, true, true],
    ["sous.medecin.mssante.fr", false, true, true],
    ["xn--hpital-demo-2eb.mssante.fr", true, true, true],
    ["ancien.example", true, true, false],
    ["patient.mssante.fr", true, true, true],
    ["x.patient.mssante.fr", false, true, true],
    ["gmail.com", false, false, false],
    ["fauxmssante.fr", false, false, false],
    ["mssante.fr.evil.com", false, false, false],
    ["", false, false, false],
  ])("holds %j with a fresh list: %s, an old one: %s, none: %s", (domain, withFresh, withStale, without) => {
    expect(isInTrustSpace(domain, fresh, now)).toBe(withFresh);
    expect(isInTrustSpace(domain, stale, now)).toBe(withStale);
    expect(isInTrustSpace(domain, undefined, now)).toBe(without);
  });

  it("takes no nonsense entry of the list for a domain", () => {
    const odd = { domains: ["", " ", "a b", "https://x/y", "*"], asOf: "2024-03-09" };
    expect(isInTrustSpace("", odd, now)).toBe(false);
    expect(isInTrustSpace("x", odd, now)).toBe(false);
  });
});

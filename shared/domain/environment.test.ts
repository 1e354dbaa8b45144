import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Environment, isTrustedHost, normalHost, resolveHost } from "#shared/domain/environment";

const place = (port: number) => ({ address: "127.0.0.1", port });
const demo: Environment = {
  id: "demo",
  label: "DEMO",
  psc: {
    issuer: "https://psc.demo.mssante.fr/auth/realms/esante-wallet",
    discoveryUrl: "https://psc.demo.mssante.fr/auth/realms/esante-wallet/.well-known/wallet-openid-configuration",
    clientId: "pli",
    scope: "openid scope_all",
    acrValues: "eidas1",
    authority: "anchors",
  },
  anchorsPem: [],
  trustedDomains: ["demo.mssante.fr", "patient.mssante.fr"],
  hosts: {
    "psc.demo.mssante.fr": place(1),
    "*.demo.mssante.fr": place(2),
    "*.demo.mssante.fr:143": place(3),
    "imap.demo.mssante.fr:143": place(4),
    "*.cabinet.demo.mssante.fr": place(5),
  },
  directory: {},
  nil: "DEMO-PLI",
  publicDns: false,
};

describe("resolving a host in an environment", () => {
  test.each([
    ["psc.demo.mssante.fr", 443, 1],
    ["PSC.Demo.MSSante.fr.", 443, 1],
    ["smtp.demo.mssante.fr", 587, 2],
    ["smtp.demo.mssante.fr", 143, 3],
    ["imap.demo.mssante.fr", 143, 4],
    ["autoconfig.cabinet.demo.mssante.fr", 443, 5],
    ["autoconfig.autre.demo.mssante.fr", 443, 2],
  ])("%s:%d is found under its most exact key", (host, port, expected) => {
    expect(resolveHost(demo, host, port)).toEqual({ kind: "mapped", place: place(expected) });
  });

  test("the demonstration refuses what it does not map and never asks real DNS", () => {
    for (const host of ["medecin.mssante.fr", "example.org", "demo.mssante.fr", "xdemo.mssante.fr"]) {
      expect(resolveHost(demo, host, 443)).toEqual({ kind: "refused" });
    }
  });

  test("a wildcard covers what lies under the suffix, not the suffix nor a look-alike", () => {
    const hosts = { "*.demo.mssante.fr": place(9) };
    expect(resolveHost({ ...demo, hosts }, "demo.mssante.fr")).toEqual({ kind: "refused" });
    expect(resolveHost({ ...demo, hosts }, "evildemo.mssante.fr")).toEqual({ kind: "refused" });
    expect(resolveHost({ ...demo, hosts }, "demo.mssante.fr.evil.org")).toEqual({ kind: "refused" });
  });

  test("production ignores a map, even one that was slipped in", () => {
    const production: Environment = { ...demo, id: "production", publicDns: true };
    expect(resolveHost(production, "psc.demo.mssante.fr", 443)).toEqual({ kind: "dns" });
  });

  test("a host that is named like an object's own machinery is not found in the map", () => {
    expect(resolveHost({ ...demo, hosts: {} }, "constructor.prototype")).toEqual({ kind: "refused" });
  });

  test.each([
    "127.0.0.1",
    "[::1]",
    "::1",
    "0x7f.1",
    "2130706433",
    "10.1",
    "localhost",
    "",
    "a..b",
    "-a.fr",
    "a b.fr",
    "é.fr",
    "a.0x7f",
  ])("%j is refused as a host even where public DNS is allowed", (host) => {
    expect(resolveHost({ ...demo, id: "custom", publicDns: true }, host)).toEqual({ kind: "refused" });
  });

  test("a normal host is its own normal form", () => {
    fc.assert(
      fc.property(fc.domain(), (domain) => {
        const once = normalHost(domain);
        if (once !== undefined) expect(normalHost(once)).toBe(once);
      }),
    );
  });
});

describe("trusted domains", () => {
  test("a host counts when it is the domain or lies under it", () => {
    expect(isTrustedHost(["mssante.fr"], "mail-psc.formation.mailiz.mssante.fr")).toBe(true);
    expect(isTrustedHost(["mssante.fr"], "MSSANTE.FR.")).toBe(true);
    expect(isTrustedHost(["mssante.fr"], "fauxmssante.fr")).toBe(false);
    expect(isTrustedHost(["mssante.fr"], "mssante.fr.example.org")).toBe(false);
    expect(isTrustedHost(["mssante.fr"], "10.0.0.1")).toBe(false);
    expect(isTrustedHost([], "a.mssante.fr")).toBe(false);
  });
});

import { X509Certificate } from "node:crypto";
import { rootCertificates } from "node:tls";
import { beforeAll, describe, expect, test } from "vitest";
import type { Pki } from "../demo/pki/pki";
import { testPki } from "../demo/pki/testing/authorities";
import { type Environment, resolveHost } from "#shared/domain/environment";
import { KNOWN_ENVIRONMENTS } from "./known-environments";
import { authoritiesFor, describeAnchors, readAnchor } from "./anchors";

let pki: Pki;
beforeAll(async () => {
  pki = await testPki();
});
const now = new Date();
const environment = (change: Partial<Environment> = {}): Environment => ({
  id: "production",
  label: "Production",
  anchorsPem: ["ANCRE"],
  trustedDomains: ["mssante.fr"],
  directory: {},
  nil: "DEMO",
  publicDns: true,
  psc: {
    issuer: "https://i",
    discoveryUrl: "https://i/d",
    clientId: "c",
    scope: "openid",
    acrValues: "eidas1",
    authority: "public",
  },
  ...change,
});

describe("which authorities a connection may rely on", () => {
  test("the API LPS relies on the environment's anchors and on nothing else (CONF.27)", () => {
    expect(authoritiesFor(environment(), "api-lps")).toEqual(["ANCRE"]);
    expect(authoritiesFor(environment({ anchorsPem: [] }), "api-lps")).toEqual([]);
  });

  test("PSC relies on public authorities in production, on the anchors where the environment says so", () => {
    expect(authoritiesFor(environment(), "psc")).toBe(rootCertificates);
    const demo = environment({ id: "demo", publicDns: false, psc: { ...environment().psc, authority: "anchors" } });
    for (const purpose of ["psc", "autoconfig", "directory"] as const)
      expect(authoritiesFor(demo, purpose)).toEqual(["ANCRE"]);
  });

  test("autoconfiguration accepts IGC-Santé or a public authority, for no source says which", () => {
    const authorities = authoritiesFor(environment(), "autoconfig");
    expect(authorities[0]).toBe("ANCRE");
    expect(authorities).toHaveLength(rootCertificates.length + 1);
  });
});

describe("the environments that are known", () => {
  test("production has no host map, no invented anchor, and its own issuer on every address", () => {
    const { production, bas } = KNOWN_ENVIRONMENTS;
    expect(production.hosts).toBeUndefined();
    expect(resolveHost(production, "imap.medecin.mssante.fr", 143)).toEqual({ kind: "dns" });
    for (const { psc, anchorsPem } of [production, bas]) {
      expect(anchorsPem).toEqual([]);
      expect(psc.discoveryUrl).toBe(`${psc.issuer}/.well-known/wallet-openid-configuration`);
      expect(psc.clientSecret).toBeUndefined();
    }
    expect(production.psc.issuer).not.toBe(bas.psc.issuer);
  });
});

describe("importing an anchor", () => {
  const file = () => Buffer.from(pki.anchorPem);
  const fingerprint = () => new X509Certificate(pki.anchorPem).fingerprint256;

  test("is taken with the fingerprint the authority publishes, in any writing, from PEM or DER", () => {
    for (const sha256 of [
      fingerprint(),
      fingerprint().toLowerCase().replaceAll(":", ""),
      fingerprint().replaceAll(":", " "),
    ]) {
      expect(readAnchor(file(), sha256, now)).toMatchObject({
        ok: true,
        summary: { selfSigned: true, subject: expect.stringContaining("DEMO RACINE") },
      });
    }
    const der = new X509Certificate(pki.anchorPem).raw;
    const outcome = readAnchor(der, fingerprint(), now);
    expect(outcome.ok && new X509Certificate(outcome.pem).fingerprint256).toBe(fingerprint());
  });

  test("is refused with another fingerprint, none, or half of it", () => {
    for (const sha256 of [
      "",
      "00",
      fingerprint().slice(0, 40),
      new X509Certificate(pki.intermediatePem).fingerprint256,
    ]) {
      expect(readAnchor(file(), sha256, now)).toEqual({ ok: false, code: "fingerprint-mismatch" });
    }
  });

  test("is refused when it is a server's, expired, unreadable or huge", async () => {
    const leaf = (await pki.issue(["imap.demo.mssante.fr"])).certPem;
    expect(readAnchor(Buffer.from(leaf), new X509Certificate(leaf).fingerprint256, now)).toEqual({
      ok: false,
      code: "not-an-authority",
    });
    expect(readAnchor(file(), fingerprint(), new Date("2100-01-01"))).toEqual({ ok: false, code: "expired" });
    for (const text of ["", "bonjour", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"]) {
      expect(readAnchor(Buffer.from(text), fingerprint(), now)).toEqual({ ok: false, code: "unreadable" });
    }
    expect(readAnchor(Buffer.alloc(70_000), fingerprint(), now)).toEqual({ ok: false, code: "too-large" });
  });

  test("the settings show what is trusted, and leave out what cannot be read", () => {
    expect(
      describeAnchors([pki.anchorPem, "bonjour", pki.intermediatePem]).map(({ selfSigned }) => selfSigned),
    ).toEqual([true, false]);
  });
});

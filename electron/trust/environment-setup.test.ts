import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { resolveHost } from "#shared/domain/environment";
import type { EnvironmentFields } from "#shared/domain/environment-setup";
import { EMPTY_SETUP, type EnvironmentSetup, environmentOf, missingIn, refusedField } from "./environment-setup";
import { KNOWN_ENVIRONMENTS } from "./known-environments";

const setupOf = (
  fields: Partial<EnvironmentFields> = {},
  rest: Partial<Omit<EnvironmentSetup, "fields">> = {},
): EnvironmentSetup => ({ ...EMPTY_SETUP, ...rest, fields: { ...EMPTY_SETUP.fields, ...fields } });
const identity = { pfx: "AA==", passphrase: "x" };
const OWN = { issuer: "https://idp.essai.fr/realms/essai" } as const;

describe("what is missing is said, and only that", () => {
  test("a published environment starts without what only a declared product has", () => {
    expect(missingIn("production", EMPTY_SETUP)).toEqual(["client-id", "client-proof", "anchors", "nil"]);
    expect(missingIn("custom", EMPTY_SETUP)).toEqual(["issuer", "client-id", "client-proof", "anchors", "nil"]);
  });

  test.each([
    ["a secret", { proof: "secret" as const }, { clientSecret: "s" }, []],
    ["a certificate", { proof: "certificate" as const }, { identity }, []],
    [
      "a secret where a certificate is wanted",
      { proof: "certificate" as const },
      { clientSecret: "s" },
      ["client-proof"],
    ],
    ["a certificate where a secret is wanted", { proof: "secret" as const }, { identity }, ["client-proof"]],
    ["a relay, which holds the proof", { relayUrl: "https://relais.essai.fr" }, {}, []],
  ])("with %s", (_name, fields, rest, missing) => {
    const setup = setupOf({ clientId: "pli", nil: "DEMO", ...fields }, { anchorsPem: ["A"], ...rest });
    expect(missingIn("bas", setup)).toEqual(missing);
  });
});

describe("the environment that a setup makes", () => {
  test("production stays as published: issuer, sign-in page, domains and directories cannot be typed over", () => {
    const typed = setupOf(
      {
        ...OWN,
        clientId: "pli",
        trustedDomains: "vol.fr",
        hosts: "imap.mssante.fr = 10.0.0.1:1",
        ldap: "ldap://vol.fr",
        nil: "N",
      },
      { clientSecret: "s", anchorsPem: ["A"] },
    );
    const { production } = KNOWN_ENVIRONMENTS;
    expect(environmentOf("production", typed)).toEqual({
      ...production,
      psc: { ...production.psc, clientId: "pli", clientSecret: "s" },
      anchorsPem: ["A"],
      nil: "N",
    });
  });

  test("a certificate leaves the secret out, a relay is named, and nothing typed is nothing sent", () => {
    const certified = environmentOf(
      "bas",
      setupOf({ clientId: "pli", proof: "certificate" }, { clientSecret: "s", identity }),
    );
    expect(certified.psc).toMatchObject({ clientCertificate: true });
    expect(certified.psc.clientSecret).toBeUndefined();
    expect(JSON.stringify(certified)).not.toContain(identity.pfx);
    expect(environmentOf("bas", setupOf({ relayUrl: "https://relais.essai.fr" })).psc.relay).toEqual({
      url: "https://relais.essai.fr",
    });
    expect(environmentOf("bas", EMPTY_SETUP).psc).not.toHaveProperty("relay");
    expect(environmentOf("bas", EMPTY_SETUP).psc).not.toHaveProperty("clientSecret");
  });

  test("one of one's own has its issuer, OpenID's own discovery page, its domains and its fixed places", () => {
    const custom = environmentOf(
      "custom",
      setupOf({
        ...OWN,
        trustedDomains: " Essai.fr, autre.fr ",
        hosts: "imap.essai.fr:143 = 127.0.0.1:1143\n\n *.mail.essai.fr=[::1]:2525 ",
        ldap: "ldap://ldap.essai.fr",
      }),
    );
    expect(custom.psc.discoveryUrl).toBe(`${OWN.issuer}/.well-known/openid-configuration`);
    expect(custom.trustedDomains).toEqual(["essai.fr", "autre.fr"]);
    expect(resolveHost(custom, "imap.essai.fr", 143)).toEqual({
      kind: "mapped",
      place: { address: "127.0.0.1", port: 1143 },
    });
    expect(resolveHost(custom, "smtp.mail.essai.fr", 587)).toEqual({
      kind: "mapped",
      place: { address: "::1", port: 2525 },
    });
    expect(resolveHost(custom, "imap.essai.fr", 993)).toEqual({ kind: "dns" });
    expect(custom.directory).toEqual({ ldap: "ldap://ldap.essai.fr" });
  });
});

describe("a field that cannot be used is refused by name", () => {
  test.each([
    ["production", { relayUrl: "http://relais.essai.fr" }, "invalid-relay"],
    ["production", { relayUrl: "https://moi:secret@relais.essai.fr" }, "invalid-relay"],
    ["custom", { issuer: "http://idp.essai.fr" }, "invalid-issuer"],
    ["custom", { issuer: "javascript:alert(1)" }, "invalid-issuer"],
    ["custom", { issuer: "https://idp.essai.fr/?x=1" }, "invalid-issuer"],
    ["custom", { ...OWN, discoveryUrl: "https://vol.fr/.well-known" }, "invalid-discovery"],
    ["custom", { trustedDomains: "10.0.0.1" }, "invalid-domains"],
    ["custom", { trustedDomains: "mssante" }, "invalid-domains"],
    ["custom", { hosts: "imap.essai.fr = autre.essai.fr:143" }, "invalid-hosts"],
    ["custom", { hosts: "imap.essai.fr = 10.0.0.1" }, "invalid-hosts"],
    ["custom", { hosts: "imap.essai.fr:99999 = 10.0.0.1:143" }, "invalid-hosts"],
    ["custom", { ldap: "http://ldap.essai.fr" }, "invalid-directory"],
    ["custom", { fhir: "ftp://fhir.essai.fr" }, "invalid-directory"],
  ] as const)("%s %j", (base, fields, refused) => {
    expect(refusedField(base, setupOf(fields).fields)).toBe(refused);
  });

  test("what is left empty may be kept, in every environment", () => {
    for (const base of ["production", "bas", "custom"] as const)
      expect(refusedField(base, EMPTY_SETUP.fields)).toBeUndefined();
  });

  test("whatever is accepted makes an environment whose host map holds addresses and no prototype", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.constantFrom("", "imap.essai.fr=1.2.3.4:5\n"), (noise, before) => {
        const { fields } = setupOf({ ...OWN, hosts: `${before}${noise}` });
        if (refusedField("custom", fields) !== undefined) return;
        const hosts = environmentOf("custom", setupOf(fields)).hosts ?? {};
        for (const place of Object.values(hosts)) expect(place.port).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });
});

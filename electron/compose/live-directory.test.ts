import { afterAll, beforeAll, expect, test } from "vitest";
import { NO_CRITERIA } from "#shared/domain/directory-criteria";
import type { Environment } from "#shared/domain/environment";
import { startFhirServer } from "../demo/fhir/start-fhir-server";
import { startLdapServer } from "../demo/ldap/start-ldap-server";
import { testPki } from "../demo/pki/testing/authorities";
import { directoryPopulation } from "../demo/world/directory-population";
import { KNOWN_ENVIRONMENTS } from "../trust/known-environments";
import type { RevocationCheck } from "../trust/ports";
import { httpsDoors } from "./https-door";
import { createDirectoryOf } from "./live-directory";

const LDAP = "ldap.annuaire.demo.mssante.fr";
const FHIR = "fhir.annuaire.demo.mssante.fr";
const entries = directoryPopulation(300);
const never = new AbortController().signal;

let ldap: Awaited<ReturnType<typeof startLdapServer>>;
let fhir: Awaited<ReturnType<typeof startFhirServer>>;
let demo: Environment;
beforeAll(async () => {
  const pki = await testPki();
  const publicUrl = `https://${FHIR}/fhir/v2`;
  ldap = await startLdapServer({ entries });
  fhir = await startFhirServer({ entries, tls: await pki.issue([FHIR]), publicUrl, apiKey: "demo" });
  const place = (port: number) => ({ address: "127.0.0.1", port });
  demo = {
    ...KNOWN_ENVIRONMENTS.bas,
    id: "demo",
    anchorsPem: [pki.anchorPem],
    publicDns: false,
    hosts: { [LDAP]: place(ldap.port), [FHIR]: place(fhir.port) },
    directory: { ldap: `ldap://${LDAP}`, fhir: publicUrl },
  };
});
afterAll(() => Promise.all([ldap.close(), fhir.close()]));

const somebody = entries.find(({ kind, structure }) => kind === "PER" && structure !== "");

/** What it stands on, with a publisher that says so of every certificate. */
const portsIn = (environment: () => Environment, says: Awaited<ReturnType<RevocationCheck>> = "good") => {
  const revocation: RevocationCheck = async () => says;
  return { environment, revocation, door: httpsDoors(revocation), live: liveIn(environment) };
};

/** Nothing learned; the public key in the demonstration, else the one given. */
const liveIn = (environment: () => Environment, own: string | null = null) => ({
  key: async () => own ?? (environment().id === "demo" ? "demo" : null),
  attributes: { read: async () => null, keep: async () => undefined },
});

test("a revoked directory is told apart, and nobody else's answer suffers", async () => {
  const one = createDirectoryOf(portsIn(() => demo, "revoked"));
  const answers = await one.search({ ...NO_CRITERIA, family: "mart" }, never);
  // The demonstration's LDAP offers no StartTLS: it has no certificate to revoke.
  expect(Object.fromEntries(answers.map(({ source, failure }) => [source, failure]))).toEqual({
    fhir: "revoked",
    ldap: null,
  });
});

test("the demonstration's two directories agree on everybody they are asked for by name", async () => {
  const one = createDirectoryOf(portsIn(() => demo));
  for (const { family, given, mail } of entries.filter(({ kind }) => kind === "PER").slice(0, 12)) {
    const answers = await one.search({ ...NO_CRITERIA, family, given }, never);
    expect(answers.map(({ failure }) => failure)).toEqual([null, null]);
    expect(answers.flatMap(({ recipients }) => recipients.map(({ address }) => address))).toContain(mail.toLowerCase());
  }
});

test("typing a name, a profession and a city finds the mailbox", async () => {
  if (somebody === undefined) expect.fail("an empty population");
  const answers = await createDirectoryOf(portsIn(() => demo)).complete(
    `dr ${somebody.given} ${somebody.family} à ${somebody.city}`,
    never,
  );
  expect(answers.flatMap(({ recipients }) => recipients.map(({ address }) => address))).toContain(somebody.mail);
});

test("another environment gets another directory: where its hosts are nowhere, nothing is reached", async () => {
  let current = demo;
  const one = createDirectoryOf(portsIn(() => current));
  expect(
    (await one.search({ ...NO_CRITERIA, family: "mart" }, never)).some(({ recipients }) => recipients.length > 0),
  ).toBe(true);
  current = { ...demo, hosts: {} };
  expect((await one.search({ ...NO_CRITERIA, family: "mart" }, never)).map(({ failure }) => failure)).toEqual([
    "unreachable",
    "unreachable",
  ]);
});

test("outside a make-believe environment FHIR is not asked without a key of its own", async () => {
  const custom: Environment = { ...demo, id: "bas", publicDns: false };
  const answers = await createDirectoryOf(portsIn(() => custom)).search({ ...NO_CRITERIA, family: "mart" }, never);
  expect(answers.map(({ source }) => source)).toEqual(["ldap"]);
});

test("a key of one's own makes the FHIR directory answer there", async () => {
  const custom: Environment = { ...demo, id: "bas", publicDns: false };
  const ports = { ...portsIn(() => custom), live: liveIn(() => custom, "demo") };
  const answers = await createDirectoryOf(ports).search({ ...NO_CRITERIA, family: "mart" }, never);
  expect(answers.map(({ source, failure }) => [source, failure])).toEqual([
    ["fhir", null],
    ["ldap", null],
  ]);
});

import { z } from "zod";
import type { AnchorView, EnvironmentsView } from "#shared/domain/environment-setup";
import { line, method } from "./method";

const base = z.enum(["production", "bas", "custom"]);
const address = line(500);

const fields = z.strictObject({
  clientId: line(200),
  proof: z.enum(["secret", "certificate"]),
  relayUrl: address,
  nil: line(60),
  issuer: address,
  discoveryUrl: address,
  authority: z.enum(["public", "anchors"]),
  trustedDomains: line(1000),
  hosts: z.string().max(10_000),
  ldap: address,
  fhir: address,
});

/** The environments of the profile: what each still lacks, its authorities, its proof. Never a secret towards the page. */
export const environment = {
  "environment.view": method(z.undefined(), { needsStore: true }).returns<EnvironmentsView>(),
  /** Keeps what was typed and makes that environment the current one; the session of another ends. `clientSecret` null keeps the one there is. */
  "environment.save": method(z.strictObject({ base, fields, clientSecret: z.string().max(500).nullable() }), {
    needsStore: true,
    traced: true,
  }).returns<EnvironmentsView>(),
  /** Lets the person choose a certificate and shows it; nothing is trusted yet. Null when she gave up. */
  "environment.chooseAnchor": method(z.undefined(), { needsStore: true }).returns<AnchorView | null>(),
  /** Trusts the certificate just shown, if the fingerprint that the authority publishes, typed by the person, is its own. */
  "environment.trustAnchor": method(z.strictObject({ base, sha256: line(200) }), {
    needsStore: true,
    traced: true,
  }).returns<EnvironmentsView>(),
  "environment.dropAnchor": method(z.strictObject({ base, sha256: line(200) }), {
    needsStore: true,
    traced: true,
  }).returns<EnvironmentsView>(),
  /** Lets the person choose a PKCS#12 file and keeps it if the passphrase opens it. Null when she gave up. */
  "environment.importCertificate": method(z.strictObject({ base, passphrase: z.string().max(200) }), {
    needsStore: true,
    traced: true,
  }).returns<EnvironmentsView | null>(),
} as const;

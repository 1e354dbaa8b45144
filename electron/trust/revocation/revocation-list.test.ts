import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { ServerIdentity } from "../../demo/pki/pki";
import { strangerPki, testPki } from "../../demo/pki/testing/authorities";
import { readCertificate } from "./certificate";
import { readRevocationList } from "./revocation-list";
import { derOf, firstOf } from "./testing/stage";

const DAY = 86_400_000;
const LIST_URL = "http://igc.demo.mssante.fr/org.crl";
const folder = mkdtempSync(join(tmpdir(), "pli-crl-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pki = await testPki();
const issue = async (host: string) =>
  firstOf((await pki.issue([host], { publishedAt: { listUrl: LIST_URL } })).certPem);
const [leafPem, otherPem] = await Promise.all([issue("imap.demo.mssante.fr"), issue("smtp.demo.mssante.fr")]);
const certificate = readCertificate(derOf(leafPem));
const issuer = readCertificate(derOf(pki.intermediatePem));
const serials = (JSON.parse(pki.serialize()) as { org: ServerIdentity }).org;

const read = (der: Uint8Array, context = {}) =>
  readRevocationList(der, { certificate, issuer, now: Date.now(), ...context });
const says = (der: Uint8Array, context = {}) => read(der, context)?.says(certificate.serial);

/** A list signed by OpenSSL for the same authority, with the extensions of the day. */
function openssl(options: { revoked?: readonly string[]; extensions?: string; digest?: string } = {}): Uint8Array {
  const at = (name: string, content = "") => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const line = (serial: string) => `R\t301101000000Z\t251101000000Z\t${serial}\tunknown\t/CN=DEMO\n`;
  const index = at("index.txt", (options.revoked ?? []).map(line).join(""));
  at("index.txt.attr", "unique_subject = no\n");
  const config = at(
    "ca.cnf",
    `[ca]\ndefault_ca=d\n[d]\ndatabase=${index}\ncrlnumber=${at("number", "01\n")}\ndefault_md=${options.digest ?? "sha256"}\ncrl_extensions=e\n[e]\n${options.extensions ?? "authorityKeyIdentifier=keyid"}\n`,
  );
  const run = [
    "ca",
    "-gencrl",
    "-config",
    config,
    "-cert",
    at("org.pem", pki.intermediatePem),
    "-keyfile",
    at("org.key", serials.keyPem),
    "-crldays",
    "7",
    "-out",
    join(folder, "list.pem"),
  ];
  execFileSync("openssl", run, { stdio: "ignore" });
  execFileSync(
    "openssl",
    ["crl", "-in", join(folder, "list.pem"), "-outform", "DER", "-out", join(folder, "list.der")],
    { stdio: "ignore" },
  );
  return new Uint8Array(readFileSync(join(folder, "list.der")));
}
const serialOf = (pem: string) => new X509Certificate(pem).serialNumber.toUpperCase();
const scope = (lines: string) => ({ extensions: `issuingDistributionPoint=critical,@idp\n[idp]\n${lines}` });

describe("a revocation list", () => {
  test("of OpenSSL names the certificate it revokes, among thousands, and no other", () => {
    const many = Array.from({ length: 5_000 }, (_, index) => (0x4000_0000_0000 + index).toString(16).toUpperCase());
    const list = openssl({ revoked: [...many, serialOf(leafPem)] });
    expect(says(list)).toBe("revoked");
    expect(read(list)?.says(readCertificate(derOf(otherPem)).serial)).toBe("good");
    expect(read(list)?.says((0x4000_0000_0000 + 17).toString(16))).toBe("revoked");
    expect(says(openssl())).toBe("good");
  });

  test("of the demonstration says when it was made and when it ends", async () => {
    const until = new Date(Date.now() + 3 * DAY);
    const statement = read(await pki.revocationList([leafPem], until));
    expect(statement?.says(certificate.serial)).toBe("revoked");
    expect(Math.abs((statement?.endsAt ?? 0) - until.getTime())).toBeLessThan(1_000);
    expect(Math.abs((statement?.madeAt ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  test.each(["sha384", "sha512"])("may be signed with %s; with SHA-1 it is nothing", (digest) => {
    expect(says(openssl({ digest }))).toBe("good");
    expect(read(openssl({ digest: "sha1" }))).toBeUndefined();
  });

  test("of another authority of the same name, or read for another issuer, is nothing", async () => {
    const twin = await strangerPki();
    expect(read(await twin.revocationList([], new Date(Date.now() + DAY)))).toBeUndefined();
    expect(read(openssl(), { issuer: readCertificate(derOf(pki.anchorPem)) })).toBeUndefined();
    expect(read(openssl(), { issuer: { ...issuer, maySignLists: false } })).toBeUndefined();
    // The same key under another name is another authority: only the name tells which certificates a list is about.
    expect(read(openssl(), { issuer: { ...issuer, subjectName: certificate.subjectName } })).toBeUndefined();
  });

  test("made after now is nothing: ten minutes of another clock are allowed", async () => {
    const list = await pki.revocationList([], new Date(Date.now() + DAY));
    expect(read(list, { now: Date.now() - 9 * 60_000 })).toBeDefined();
    expect(read(list, { now: Date.now() - 12 * 60_000 })).toBeUndefined();
  });

  test("with any byte changed, or cut anywhere, is nothing", async () => {
    const list = await pki.revocationList([otherPem], new Date(Date.now() + DAY));
    expect(says(list)).toBe("good");
    for (let at = 0; at < list.length; at += 1) {
      const changed = Uint8Array.from(list);
      changed[at] = (changed[at] ?? 0) ^ 0x04;
      expect(read(changed), `byte ${at}`).toBeUndefined();
      expect(read(list.subarray(0, at))).toBeUndefined();
    }
  });
});

describe("a list that does not cover the certificate is nothing (RFC 5280 §6.3.3)", () => {
  test.each([
    ["a delta", { extensions: "2.5.29.27=critical,ASN1:INTEGER:1" }],
    ["a critical extension nobody knows", { extensions: "1.2.3.4=critical,ASN1:NULL" }],
    ["only authorities", scope("onlyCA=TRUE\n")],
    ["only attributes", scope("onlyAA=TRUE\n")],
    ["some reasons", scope("onlysomereasons=keyCompromise\n")],
    ["other issuers' certificates", scope("indirectCRL=TRUE\n")],
    ["another place", scope("fullname=URI:http://igc.demo.mssante.fr/autre.crl\n")],
  ])("%s", (_name, options) => {
    expect(read(openssl(options))).toBeUndefined();
  });

  test.each([
    ["an extension nobody knows, not critical", { extensions: "1.2.3.4=ASN1:NULL" }],
    ["only end certificates", scope("onlyuser=TRUE\n")],
    ["its own place", scope(`fullname=URI:${LIST_URL}\n`)],
  ])("but %s covers it", (_name, options) => {
    expect(says(openssl(options))).toBe("good");
  });

  test("a list of end certificates says nothing of an authority, and the reverse", () => {
    const authority = { certificate: { ...certificate, isAuthority: true } };
    expect(read(openssl(scope("onlyuser=TRUE\n")), authority)).toBeUndefined();
    expect(read(openssl(scope("onlyCA=TRUE\n")), authority)).toBeDefined();
  });
});

import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createPki } from "../../demo/pki/pki";
import { readCertificate } from "./certificate";
import { ocspQuestion, readOcspAnswer } from "./ocsp";
import { derOf, firstOf } from "./testing/stage";

const now = () => new Date();
const folder = mkdtempSync(join(tmpdir(), "pli-ocsp-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, content: string | Uint8Array = "") => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

const pki = await createPki({ now });
const leafPem = firstOf((await pki.issue(["imap.demo.mssante.fr"])).certPem);
const otherPem = firstOf((await pki.issue(["smtp.demo.mssante.fr"])).certPem);
const certificate = readCertificate(derOf(leafPem));
const issuer = readCertificate(derOf(pki.intermediatePem));
const question = ocspQuestion(certificate, issuer);
const orgKey = (JSON.parse(pki.serialize()) as { org: { keyPem: string } }).org.keyPem;
const org = { certPem: pki.intermediatePem, keyPem: orgKey };

/** What OpenSSL's own responder answers for a register of certificates. */
function openssl(
  options: { status?: "V" | "R"; signer?: { certPem: string; keyPem: string }; of?: string; args?: string[] } = {},
): Uint8Array {
  const of = new X509Certificate(options.of ?? leafPem);
  // BoringSSL writes serials in lower case, and the register knows only capitals.
  const revokedAt = options.status === "R" ? "251101000000Z,keyCompromise" : "";
  const index = `${options.status ?? "V"}\t301101000000Z\t${revokedAt}\t${of.serialNumber.toUpperCase()}\tunknown\t/CN=DEMO\n`;
  const signer = options.signer ?? org;
  const out = file("answer.der");
  const run = [
    "ocsp",
    "-index",
    file("index.txt", index),
    "-CA",
    file("org.pem", pki.intermediatePem),
    "-rsigner",
    file("signer.pem", signer.certPem),
    "-rkey",
    file("signer.key", signer.keyPem),
    "-reqin",
    file("question.der", question),
    "-respout",
    out,
    ...(options.args ?? ["-ndays", "1"]),
  ];
  execFileSync("openssl", run, { stdio: "ignore" });
  return new Uint8Array(readFileSync(out));
}

const verdict = (answer: Uint8Array, at = Date.now()) =>
  readOcspAnswer(answer, { certificate, issuer, now: at })?.says(certificate.serial);

describe("an OCSP answer of OpenSSL's responder", () => {
  test("says good, revoked or unknown of the certificate that was asked about", () => {
    expect(verdict(openssl())).toBe("good");
    expect(verdict(openssl({ status: "R" }))).toBe("revoked");
    expect(verdict(openssl({ of: otherPem }))).toBe("unknown");
    expect(readOcspAnswer(openssl(), { certificate, issuer, now: Date.now() })?.says("aa")).toBe("unknown");
  });

  test("ends when it says, or after an hour when it says nothing", () => {
    const lifeOf = (answer: Uint8Array) => {
      const statement = readOcspAnswer(answer, { certificate, issuer, now: Date.now() });
      return statement === undefined ? undefined : statement.endsAt - statement.madeAt;
    };
    expect(lifeOf(openssl())).toBe(86_400_000);
    expect(lifeOf(openssl({ args: [] }))).toBe(3_600_000);
    expect(verdict(openssl(), Date.now() - 86_400_000)).toBeUndefined();
  });

  test("may be signed by a responder the authority certified for that, while it is in date", async () => {
    const certified = { ocspResponder: true, withoutIntermediate: true };
    expect(verdict(openssl({ signer: await pki.issue(["ocsp"], certified) }))).toBe("good");
    const old = { notBefore: new Date("2020-01-01"), notAfter: new Date("2021-01-01") };
    expect(verdict(openssl({ signer: await pki.issue(["ocsp"], { ...certified, ...old }) }))).toBeUndefined();
  });

  test("signed by a mere server of the authority, or by another authority, is nothing", async () => {
    expect(verdict(openssl({ signer: await pki.issue(["vol"], { withoutIntermediate: true }) }))).toBeUndefined();
    const twin = await createPki({ now });
    expect(
      verdict(openssl({ signer: await twin.issue(["ocsp"], { ocspResponder: true, withoutIntermediate: true }) })),
    ).toBeUndefined();
  });

  test("about another certificate, or for another authority, is nothing", () => {
    const context = { certificate: readCertificate(derOf(otherPem)), issuer, now: Date.now() };
    expect(readOcspAnswer(openssl(), context)).toBeUndefined();
    const root = readCertificate(derOf(pki.anchorPem));
    expect(readOcspAnswer(openssl(), { certificate, issuer: root, now: Date.now() })).toBeUndefined();
  });

  test("with any byte of what is signed changed, or cut, is nothing", () => {
    const answer = openssl({ signer: org, args: ["-ndays", "1", "-resp_no_certs"] });
    for (let at = 0; at < answer.length; at += 1) {
      const changed = Uint8Array.from(answer);
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      // A changed version number, or algorithm parameters, would be another true writing of nothing: none may say good.
      expect(verdict(changed), `byte ${at}`).toBeUndefined();
      expect(verdict(answer.subarray(0, at))).toBeUndefined();
    }
  });

  test("that is a refusal (try later, unauthorised) is nothing", () => {
    for (const status of [1, 2, 3, 5, 6]) expect(verdict(Buffer.from([0x30, 3, 0x0a, 1, status]))).toBeUndefined();
  });
});

describe("the demonstration's responder, as OpenSSL sees it", () => {
  test("understands our question and OpenSSL's, and is believed by both", () => {
    const until = new Date(Date.now() + 86_400_000);
    const ask = [
      "ocsp",
      "-issuer",
      file("org.pem", pki.intermediatePem),
      "-cert",
      file("leaf.pem", leafPem),
      "-no_nonce",
    ];
    execFileSync("openssl", [...ask, "-reqout", join(folder, "theirs.der")], { stdio: "ignore" });
    const theirs = new Uint8Array(readFileSync(join(folder, "theirs.der")));
    expect(Buffer.from(theirs)).toEqual(Buffer.from(question));
    for (const status of ["good", "revoked", "unknown"] as const) {
      const answer = pki.ocspAnswer(theirs, () => status, until);
      expect(verdict(answer)).toBe(status);
      const check = [
        ...ask,
        "-respin",
        file("ours.der", answer),
        "-CAfile",
        file("root.pem", pki.anchorPem + pki.intermediatePem),
      ];
      expect(execFileSync("openssl", check, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })).toContain(
        `: ${status}`,
      );
    }
  });

  test("names the serial it is asked about, and throws on what is no question", () => {
    let asked = "";
    pki.ocspAnswer(question, (serial) => ((asked = serial), "good"), new Date());
    expect(asked).toBe(new X509Certificate(leafPem).serialNumber.toLowerCase());
    for (const noise of ["", "30", "3003020101", "ffff"])
      expect(() => pki.ocspAnswer(Buffer.from(noise, "hex"), () => "good", new Date())).toThrow();
  });
});

import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer, connect, type TLSSocket } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPki, type Pki, restorePki, type ServerIdentity } from "./pki";
import { publicationAt } from "./publisher";

const now = () => new Date();
let pki: Pki;
beforeAll(async () => {
  pki = await createPki({ now });
});

const leafOf = (identity: ServerIdentity) => new X509Certificate(identity.certPem);

async function greet(identity: ServerIdentity, options: { ca: string; servername: string }): Promise<string> {
  const server = createServer({ cert: identity.certPem, key: identity.keyPem }, (socket) => socket.end("ok"));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  try {
    return await new Promise((done) => {
      const socket: TLSSocket = connect({ host: "127.0.0.1", port, ...options }, () => done("trusted"));
      socket.on("error", (error: NodeJS.ErrnoException) => done(error.code ?? "error"));
      socket.on("close", () => undefined);
      socket.resume();
    });
  } finally {
    server.close();
  }
}

describe("the throw-away authority", () => {
  test("its two levels are authorities, named DEMO, and the root signs the intermediate", () => {
    const root = new X509Certificate(pki.anchorPem);
    const org = new X509Certificate(pki.intermediatePem);
    expect(root.subject).toContain("DEMO RACINE");
    expect(org.subject).toContain("DEMO ORG");
    expect([root.ca, org.ca]).toEqual([true, true]);
    expect(root.verify(root.publicKey) && org.verify(root.publicKey)).toBe(true);
    expect(org.checkIssued(root)).toBe(true);
  });

  test("a server certificate carries leaf and intermediate, RSA 2048, two years, the asked names only", async () => {
    const identity = await pki.issue(["imap.demo.mssante.fr", "smtp.demo.mssante.fr"]);
    const leaf = leafOf(identity);
    expect(identity.certPem.match(/BEGIN CERTIFICATE/gu)).toHaveLength(2);
    expect(leaf.ca).toBe(false);
    expect(leaf.subjectAltName).toBe("DNS:imap.demo.mssante.fr, DNS:smtp.demo.mssante.fr");
    expect(leaf.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect((Date.parse(leaf.validTo) - Date.now()) / 86_400_000).toBeGreaterThan(728);
  });

  test("a client with the root trusts the server under its name, and only then", async () => {
    const identity = await pki.issue(["imap.demo.mssante.fr"]);
    const stranger = await createPki({ now });
    const right = { ca: pki.anchorPem, servername: "imap.demo.mssante.fr" };
    expect(await greet(identity, right)).toBe("trusted");
    expect(await greet(identity, { ...right, servername: "autre.demo.mssante.fr" })).toBe(
      "ERR_TLS_CERT_ALTNAME_INVALID",
    );
    expect(await greet(identity, { ...right, ca: stranger.anchorPem })).toMatch(
      /^(SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_)/u,
    );
  });

  test("two authorities are never the same: their serials, keys and leaves differ", async () => {
    const other = await createPki({ now, hosts: ["psc.demo.mssante.fr"] });
    expect(other.anchorPem).not.toBe(pki.anchorPem);
    expect(new X509Certificate(other.anchorPem).serialNumber).not.toBe(new X509Certificate(pki.anchorPem).serialNumber);
  });

  test("odd certificates can be asked for: expired, without the intermediate", async () => {
    const host = "imap.demo.mssante.fr";
    const expired = await pki.issue([host], { notBefore: new Date("2020-01-01"), notAfter: new Date("2021-01-01") });
    expect(await greet(expired, { ca: pki.anchorPem, servername: host })).toBe("CERT_HAS_EXPIRED");
    const alone = await pki.issue([host], { withoutIntermediate: true });
    expect(await greet(alone, { ca: pki.anchorPem, servername: host })).toBe("UNABLE_TO_VERIFY_LEAF_SIGNATURE");
  });
});

describe("keeping the authority between starts", () => {
  test("what was saved comes back: same anchor, same server certificate, able to sign more", async () => {
    const before = await pki.issue(["imap.demo.mssante.fr"]);
    const again = await restorePki(pki.serialize(), { now });
    expect(again?.anchorPem).toBe(pki.anchorPem);
    expect(await again?.issue(["imap.demo.mssante.fr"])).toEqual(before);
    const more = await again?.issue(["neuf.demo.mssante.fr"]);
    expect(more && (await greet(more, { ca: pki.anchorPem, servername: "neuf.demo.mssante.fr" }))).toBe("trusted");
  });

  test("one that published nowhere, or elsewhere than today, is not restored: its certificates could not be checked", async () => {
    const publication = publicationAt("publication.demo.mssante.fr");
    expect(await restorePki(pki.serialize(), { now, publication })).toBeUndefined();
    const published = (await createPki({ now, publication })).serialize();
    expect(await restorePki(published, { now, publication })).toBeDefined();
    expect(await restorePki(published, { now, publication: publicationAt("autre.demo.mssante.fr") })).toBeUndefined();
  });

  test("an authority near its end or damaged is not restored", async () => {
    const saved = pki.serialize();
    expect(await restorePki(saved, { now: () => new Date(Date.now() + 725 * 86_400_000) })).toBeUndefined();
    for (const text of ["", "null", "{}", "[]", saved.slice(0, 900), saved.replaceAll("MII", "MIA")]) {
      expect(await restorePki(text, { now })).toBeUndefined();
    }
  });
});

describe("the revocation list", () => {
  const folder = mkdtempSync(join(tmpdir(), "pli-pki-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("openssl reads it, checks its signature and finds the revoked serial", async () => {
    const identity = await pki.issue(["revoque.demo.mssante.fr"]);
    const list = await pki.revocationList([identity.certPem], new Date(Date.now() + 86_400_000));
    writeFileSync(join(folder, "list.crl"), list);
    writeFileSync(join(folder, "org.pem"), pki.intermediatePem);
    const run = [
      "crl",
      "-inform",
      "DER",
      "-in",
      join(folder, "list.crl"),
      "-CAfile",
      join(folder, "org.pem"),
      "-noout",
      "-text",
    ];
    const text = execFileSync("openssl", run, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    expect(text.toUpperCase()).toContain(leafOf(identity).serialNumber.toUpperCase());
    expect(text).toContain("Key Compromise");
  });
});

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A PKCS#12 file as a real tool makes it (OpenSSL), from a certificate and its key in PEM. */
export function pkcs12(
  identity: { readonly certPem: string; readonly keyPem: string },
  passphrase: string,
): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), "pli-pkcs12-"));
  const at = (name: string): string => join(folder, name);
  try {
    writeFileSync(at("cert.pem"), identity.certPem);
    writeFileSync(at("key.pem"), identity.keyPem);
    const files = ["-in", at("cert.pem"), "-inkey", at("key.pem"), "-out", at("all.p12")];
    execFileSync("openssl", ["pkcs12", "-export", ...files, "-passout", `pass:${passphrase}`], { stdio: "pipe" });
    return new Uint8Array(readFileSync(at("all.p12")));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same file, whose integrity key now takes 2^31 - 1 iterations (RFC 7292 §4: they end the file), with the lengths around them corrected. */
export function endlessPkcs12(file: Uint8Array): Uint8Array {
  const bytes = Buffer.from(file);
  const tail = bytes.length - 4;
  if (bytes.readUInt16BE(tail) !== 0x0202 || bytes.readUInt16BE(0) !== 0x3082) throw new Error("not as expected");
  // INTEGER of two bytes, then of four; MacData holds a digest (RFC 8018: SHA-256, 49 bytes), a salt and this.
  const mac = bytes.lastIndexOf(Buffer.from([0x30, bytes.length - tail + MAC_BEFORE_ITERATIONS]));
  const longer = Buffer.concat([bytes.subarray(0, tail), Buffer.from([0x02, 0x04, 0x7f, 0xff, 0xff, 0xff])]);
  longer.writeUInt16BE(longer.readUInt16BE(2) + 2, 2);
  longer.writeUInt8(longer.readUInt8(mac + 1) + 2, mac + 1);
  return new Uint8Array(longer);
}

/** DigestInfo of SHA-256 (51 bytes) and a salt of 8 (10 bytes), as OpenSSL writes them. */
const MAC_BEFORE_ITERATIONS = 61;

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

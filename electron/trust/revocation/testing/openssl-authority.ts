import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** An authority made by OpenSSL, with any key and any extension; everything in a folder of its own. */
export function opensslAuthority() {
  const folder = mkdtempSync(join(tmpdir(), "pli-openssl-"));
  const at = (name: string): string => join(folder, name);
  const run = (...args: readonly string[]): void =>
    void execFileSync("openssl", args, { cwd: folder, stdio: "ignore" });
  const take = (name: string): Uint8Array => new Uint8Array(readFileSync(at(name)));
  const self = (key: readonly string[], extensions: string): Uint8Array => {
    writeFileSync(
      at("req.cnf"),
      `[req]\ndistinguished_name=n\nprompt=no\nx509_extensions=e\n[n]\nCN=DEMO\n[e]\n${extensions}\n`,
    );
    run("genpkey", "-out", "key.pem", ...key);
    run("req", "-x509", "-new", "-key", "key.pem", "-config", "req.cnf", "-days", "2", "-out", "self.pem");
    run("x509", "-in", "self.pem", "-outform", "DER", "-out", "self.der");
    return take("self.der");
  };
  return {
    /** A self-signed certificate, in DER; `key` as `openssl genpkey` takes it. */
    self,
    /** A list of the last `self`, in DER; `options` as `openssl ca` takes them. */
    list: (...options: readonly string[]): Uint8Array => {
      writeFileSync(at("index.txt"), "");
      writeFileSync(at("number"), "01\n");
      writeFileSync(at("ca.cnf"), `[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ncrlnumber=number\ndefault_md=sha256\n`);
      run(
        "ca",
        "-gencrl",
        "-config",
        "ca.cnf",
        "-cert",
        "self.pem",
        "-keyfile",
        "key.pem",
        "-crldays",
        "7",
        "-out",
        "list.pem",
        ...options,
      );
      run("crl", "-in", "list.pem", "-outform", "DER", "-out", "list.der");
      return take("list.der");
    },
    close: (): void => rmSync(folder, { recursive: true, force: true }),
  };
}

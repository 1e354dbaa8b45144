import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { codeScript, type DovecotSettings, dovecotConfiguration, tokenRules } from "./dovecot-configuration";
import { deliverByLmtp } from "./lmtp";
import { type Pausable, pausable } from "./pausable";
import { makePrivateFolder } from "./private-folder";
import { freePorts, requireCommand, type RunningProgram, startProgram } from "./running-program";
import type { ServerCertificate, SigningKeys } from "./server-parts";

export type DovecotOptions = {
  readonly certificate: ServerCertificate;
  readonly issuer: string;
  readonly keys: SigningKeys;
  readonly ownership?: DovecotSettings["ownership"];
  readonly quotaKilobytes?: number;
  /** Authorities (PEM) of the certificates that open mailboxes; tokens are then refused. */
  readonly clientsPem?: string;
  /** Logins and the one password (code included) that opens each now; tokens are then refused. */
  readonly codes?: Readonly<Record<string, string>>;
};

/** A running Dovecot; mail stays between `pause` and `resume`, everything goes with `stop`. */
export type Dovecot = Pausable & {
  readonly ports: DovecotSettings["ports"];
  deliver(mailbox: string, raw: Uint8Array | string): Promise<void>;
  log(): string;
  /** Other passwords from now on: a code that was used is no longer one of them. */
  setCodes(codes: Readonly<Record<string, string>>): void;
};

/** Starts a real IMAP server on loopback, with XOAUTH2 and local validation of the provider's tokens. */
export async function startDovecot({
  certificate,
  issuer,
  keys,
  ownership = "domain",
  quotaKilobytes,
  clientsPem,
  codes,
}: DovecotOptions): Promise<Dovecot> {
  const command = requireCommand("dovecot");
  const folder = makePrivateFolder("dovecot");
  const [imap = 0, lmtp = 0, sasl = 0] = await freePorts(3);
  const ports = { imap, lmtp, sasl };
  const byCertificate = clientsPem !== undefined;
  const settings: DovecotSettings = {
    folder: folder.path,
    runner: folder.runner,
    ports,
    issuer,
    ownership,
    byCertificate,
    byCode: codes !== undefined,
    ...(quotaKilobytes === undefined ? {} : { quotaKilobytes }),
  };
  if (byCertificate) folder.write("clients.pem", clientsPem);
  const setCodes = (now: Readonly<Record<string, string>>): void => {
    const lines = Object.entries(now).map(([login, password]) => `${login}:${password}\n`);
    folder.write("codes", lines.join(""));
  };
  if (codes !== undefined) {
    setCodes(codes);
    folder.write("check-code", codeScript(folder.path), 0o700);
  }
  folder.write("server.pem", certificate.certPem);
  folder.write("server.key", certificate.keyPem);
  // Dovecot looks under <azp>/<algorithm>/<kid>; a token without azp under "default".
  for (const { kid, pem } of keys.publicKeys) {
    for (const client of [...keys.clients, "default"])
      folder.write(`keys/${client}/RS256/${kid.replaceAll("/", "%2f")}`, pem);
  }
  folder.write("oauth2.conf.ext", tokenRules(settings));
  const configuration = folder.write("dovecot.conf", dovecotConfiguration(settings));
  folder.make("mail");
  const run = (): Promise<RunningProgram> => {
    // A socket file left from the run before costs 5 s at the first login.
    rmSync(join(folder.path, "run"), { recursive: true, force: true });
    folder.make("run");
    const args = ["-F", "-c", configuration];
    return startProgram({ command, args, runner: folder.runner, cwd: folder.path, ports: [imap, lmtp, sasl] });
  };
  const log = (): string => readLog(folder.path);
  return {
    ports,
    deliver: (mailbox, raw) => deliverByLmtp(lmtp, "<>", [mailbox], raw),
    log,
    setCodes,
    ...(await pausable(folder, run, log)),
  };
}

function readLog(path: string): string {
  try {
    return readFileSync(join(path, "dovecot.log"), "utf8");
  } catch {
    return "";
  }
}

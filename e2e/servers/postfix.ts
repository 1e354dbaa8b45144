import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { pausable } from "./pausable";
import { internalServices, postfixConfiguration } from "./postfix-configuration";
import { makePrivateFolder } from "./private-folder";
import { freePorts, requireCommand, type RunningProgram, startProgram } from "./running-program";
import type { ServerCertificate } from "./server-parts";
import type { Submission, SubmissionOptions } from "./submission";

export type PostfixOptions = SubmissionOptions & {
  readonly certificate: ServerCertificate;
  readonly saslPort: number;
  readonly lmtpPort: number;
  /** Bytes of a command line; 2048 is Postfix's own, 16384 lets long tokens through in one step. */
  readonly lineLengthLimit?: number;
  /** Authorities (PEM) of the certificates that let mail in without another word (BAL APP). */
  readonly clientsPem?: string;
};

/** Starts a real submission server as root: STARTTLS, XOAUTH2 by Dovecot, sender ownership, delivery by LMTP. */
export async function startPostfix(options: PostfixOptions): Promise<Submission> {
  if (process.getuid?.() !== 0) throw new Error("Postfix starts only as root: use startSmtpRelay");
  requireCommand("postfix");
  // Postfix's own users must pass through; what is inside keeps its own modes.
  const folder = makePrivateFolder("postfix", { user: "root", group: "root" }, 0o711);
  const [port = 0] = await freePorts(1);
  const etc = folder.make("etc", 0o755);
  folder.make("spool", 0o755);
  const data = folder.make("data", 0o700);
  folder.write("server.pem", options.certificate.certPem);
  folder.write("server.key", options.certificate.keyPem);
  if (options.clientsPem !== undefined) folder.write("clients.pem", options.clientsPem, 0o644);
  folder.write("own-sender", "/^(.*)$/ $1\n", 0o644);
  folder.write("mailboxes", options.recipients.map((pattern) => `/^${pattern}$/ 1\n`).join(""), 0o644);
  folder.write("etc/main.cf", postfixConfiguration(folder.path, options), 0o644);
  folder.write("etc/master.cf", `127.0.0.1:${port} inet n - n - - smtpd\n${internalServices}`, 0o644);
  chmodSync(etc, 0o755);
  spawnSync("chown", ["postfix", data]);
  const prepared = spawnSync("postfix", ["-c", etc, "check"], { encoding: "utf8" });
  const log = (): string => {
    const path = join(folder.path, "mail.log");
    return existsSync(path) ? readFileSync(path, "utf8") : "";
  };
  const run = (): Promise<RunningProgram> =>
    startProgram({
      command: "/usr/lib/postfix/sbin/master",
      args: ["-c", etc, "-d"],
      runner: { user: "root", group: "root" },
      cwd: folder.path,
      ports: [port],
    });
  const server = await pausable(folder, run, () => `${prepared.stderr}\n${log()}`);
  return { kind: "postfix", port, log, ...server };
}

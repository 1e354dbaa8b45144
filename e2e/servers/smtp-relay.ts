import { createPublicKey } from "node:crypto";
import type { AddressInfo } from "node:net";
import { decodeProtectedHeader, jwtVerify } from "jose";
import { SMTPServer, type SMTPServerAuthentication, type SMTPServerSession } from "smtp-server";
import { deliverByLmtp } from "./lmtp";
import type { ServerCertificate, SigningKeys } from "./server-parts";
import type { Submission, SubmissionOptions } from "./submission";

export type SmtpRelayOptions = SubmissionOptions & {
  readonly certificate: ServerCertificate;
  readonly issuer: string;
  readonly keys: SigningKeys;
  readonly lmtpPort: number;
};

const refusal = (code: number, message: string): Error => Object.assign(new Error(message), { responseCode: code });
const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1).toLowerCase();

/** Postfix's stand-in where one is not root: STARTTLS, XOAUTH2 with the same token rules, delivery by LMTP. */
export async function startSmtpRelay(options: SmtpRelayOptions): Promise<Submission> {
  const lines: string[] = [];
  const exists = options.recipients.map((pattern) => new RegExp(`^${pattern}$`, "iu"));
  const server = new SMTPServer({
    cert: options.certificate.certPem,
    key: options.certificate.keyPem,
    minVersion: "TLSv1.2",
    maxVersion: "TLSv1.2",
    authMethods: ["XOAUTH2"],
    size: options.maxBytes ?? 36_700_160,
    disableReverseLookup: true,
    onAuth: (auth, _session, callback) => {
      void tokenIsGood(auth, options).then((good) =>
        good
          ? callback(null, { user: auth.username })
          : callback(null, { data: { status: "401", schemes: "bearer", scope: "mail" } }),
      );
    },
    onMailFrom: (address, session, callback) =>
      callback(
        address.address.toLowerCase() === user(session)
          ? null
          : refusal(553, "5.7.1 Sender address rejected: not owned by user"),
      ),
    onRcptTo: (address, _session, callback) => {
      if (!options.domains.includes(domainOf(address.address)))
        return callback(refusal(550, "5.7.1 no external mail here"));
      return callback(
        exists.some((pattern) => pattern.test(address.address)) ? null : refusal(550, "5.1.1 User unknown"),
      );
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        if (stream.sizeExceeded) return callback(refusal(552, "5.3.4 Message too big"));
        const to = session.envelope.rcptTo.map(({ address }) => address);
        deliverByLmtp(options.lmtpPort, `<${user(session)}>`, to, Buffer.concat(chunks)).then(
          () => callback(null),
          (error: unknown) => callback(refusal(451, `4.3.0 ${String(error)}`)),
        );
      });
    },
  });
  server.on("error", (error) => lines.push(error.message));
  const listen = (on: number): Promise<void> =>
    new Promise((resolve) => void server.listen(on, "127.0.0.1", () => resolve()));
  await listen(0);
  const { port } = server.server.address() as AddressInfo;
  return {
    kind: "relay",
    port,
    log: () => lines.join("\n"),
    pause: () => new Promise((resolve) => server.close(resolve)),
    resume: () => listen(port),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

const user = (session: SMTPServerSession): string => String(session.user ?? "").toLowerCase();

/** As Dovecot does: signature, issuer, time, and the same domain as the token's e-mail. */
async function tokenIsGood(auth: SMTPServerAuthentication, { keys, issuer }: SmtpRelayOptions): Promise<boolean> {
  try {
    const token = auth.accessToken ?? "";
    const { kid } = decodeProtectedHeader(token);
    const key = keys.publicKeys.find((each) => each.kid === kid);
    if (key === undefined) return false;
    const { payload } = await jwtVerify(token, createPublicKey(key.pem), { issuer, algorithms: ["RS256"], typ: "JWT" });
    return domainOf(String(payload["email"])) === domainOf(auth.username ?? "");
  } catch {
    return false;
  }
}

import { type AuthContext, refusal } from "./two-step";

/** The server refused the certificate that TLS presented, or the mailbox under it. */
export class CertificateRefused extends Error {
  constructor() {
    super("certificate refused");
    this.name = "CertificateRefused";
  }
}

/** AUTH EXTERNAL with the mailbox as identity (RFC 4422 annex A, RFC 4954 §4): nothing secret is said, TLS proved it. */
export async function authenticateExternal(context: AuthContext): Promise<boolean> {
  const { user } = context.auth.credentials;
  const answer = await context.sendCommand(`AUTH EXTERNAL ${Buffer.from(user, "utf8").toString("base64")}`);
  if (answer.status < 300) return true;
  // Temporary answers are those of a server out of order.
  throw answer.status >= 500 ? new CertificateRefused() : refusal(answer);
}

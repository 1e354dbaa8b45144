import type { ConnectionOptions } from "node:tls";
import type { ImapFlow } from "imapflow";
import { PliError } from "#shared/domain/failure";
import type { MailboxServers } from "#shared/domain/sync";
import type { MailboxConfig, MailboxPorts, Proof } from "./ports";

/** The API LPS policy of a mailbox, with the certificate that opens it where it has one. Rejects with `no-certificate` when it should and has none. */
export async function tlsOf(ports: MailboxPorts, config: MailboxConfig): Promise<ConnectionOptions> {
  const policy = ports.tls(config);
  if (config.servers.auth?.kind !== "certificate") return policy;
  const identity = await ports.host.identity(config.mailboxId);
  if (identity === null) throw new PliError("no-certificate");
  return { ...policy, pfx: Buffer.from(identity.pfx, "base64"), passphrase: identity.passphrase };
}

/** What is shown to open a mailbox; a token is that of whoever signed in, or one of the operator's own provider. */
export const meansOf = ({ auth }: MailboxServers): "token" | "certificate" | "code" =>
  auth === undefined || auth.kind === "operator-ciba" ? "token" : auth.kind;

/** Asked before a server is even called: rejects with `code-needed` while the person has not given the code that a mailbox wants. */
export async function askFirst({ host }: Pick<MailboxPorts, "host">, config: MailboxConfig): Promise<void> {
  if (config.servers.auth?.kind === "code") await host.secret(config.mailboxId);
}

/** What is said once TLS is up. Rejects with `signed-out` without a session, `code-needed` without a code, `link-needed` without an approval. */
export async function proofOf(
  { host }: Pick<MailboxPorts, "host">,
  config: MailboxConfig,
  fresh: boolean,
): Promise<Proof> {
  const { auth } = config.servers;
  if (auth?.kind === "certificate") return { kind: auth.sasl };
  if (auth?.kind === "code")
    return { kind: "password", login: auth.login, secret: await host.secret(config.mailboxId) };
  const given = await host.token({ mailboxId: config.mailboxId, fresh });
  if (given === "") throw new PliError("signed-out");
  return { kind: "token", token: given };
}

type Speaking = {
  expectCapabilityUpdate: boolean;
  authenticated: boolean;
  readonly exec: (command: string, attributes: readonly unknown[], options: object) => Promise<{ next: () => void }>;
  readonly write: (line: string) => void;
  readonly setAuthenticationState: () => Promise<void>;
};

/**
 * Opens a session whose certificate TLS already presented: AUTHENTICATE EXTERNAL with the mailbox as identity (RFC 4422 annex A), or nothing.
 * Rejects with `no-external` where it is not offered, `certificate-refused` when the server refuses it.
 */
export async function authenticateByCertificate(client: ImapFlow, user: string, kind: "external" | "none") {
  const inner = client as unknown as Speaking;
  const ask = (command: string, attributes: readonly unknown[], options = {}) =>
    inner
      .exec(command, attributes, options)
      .catch((error: unknown) => Promise.reject(isRefusal(error) ? new PliError("certificate-refused") : named(error)));
  if (kind === "external") {
    if (!client.capabilities.has("AUTH=EXTERNAL")) throw new PliError("no-external");
    const identity = Buffer.from(user, "utf8").toString("base64");
    const first = client.capabilities.has("SASL-IR") ? [{ type: "ATOM", value: identity }] : [];
    inner.expectCapabilityUpdate = true;
    const attributes = [{ type: "ATOM", value: "EXTERNAL" }, ...first];
    (await ask("AUTHENTICATE", attributes, { onPlusTag: async () => inner.write(identity) })).next();
  } else {
    // The first command that only an open mailbox answers: nothing else tells that the certificate was enough.
    const empty = { type: "STRING", value: "" };
    (await ask("LIST", [empty, empty])).next();
  }
  inner.authenticated = true;
  await inner.setAuthenticationState();
  return true;
}

/** A tagged NO or BAD, unless its code says that the server is out of order (RFC 5530 §3). */
function isRefusal(error: unknown): boolean {
  if (typeof error !== "object" || error === null || !("responseStatus" in error)) return false;
  return /^(?:NO|BAD)$/u.test(String(error.responseStatus)) && !OUT_OF_ORDER.has(codeIn(error).toUpperCase());
}

/** The same error with its code where `failureOf` reads it. */
const named = (error: unknown): unknown =>
  typeof error === "object" && error !== null ? Object.assign(error, { serverResponseCode: codeIn(error) }) : error;

const OUT_OF_ORDER = new Set(["UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG"]);

/** The response code of a refused command, where imapflow keeps it; empty without one. */
function codeIn(error: object): string {
  const read = error as {
    readonly response?: {
      readonly attributes?: readonly { readonly section?: readonly { readonly value?: unknown }[] }[];
    };
  };
  const value = read.response?.attributes?.[0]?.section?.[0]?.value;
  return typeof value === "string" ? value : "";
}

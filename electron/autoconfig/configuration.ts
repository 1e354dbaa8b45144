/** How a server authenticates: the professional's PSC token (PER, ORG), the certificate of a legal person (APP), a password and a one-time code, or a token of the operator's own provider. */
export type AuthMethod = "xoauth2" | "client-cert" | "password-code" | "operator-ciba";

/** One server of an operator's API LPS; `socket` is how TLS begins. */
export type ServerEndpoint = { readonly host: string; readonly port: number; readonly socket: "starttls" | "tls" };

/** One entry point: reading and sending by the same method. `username` is the SASL user, normally the address. */
export type EntryPoint = {
  readonly auth: AuthMethod;
  readonly imap: ServerEndpoint;
  readonly smtp: ServerEndpoint;
  readonly username: string;
};

/** What Pli uses for a mailbox (`imap`, `smtp`, `auth`), and every usable entry point the operator described. */
export type MailConfiguration = EntryPoint & { readonly all: readonly EntryPoint[] };

/** Why an operator's servers could not be learnt or may not be used. */
export type AutoconfigFailureCode =
  | "bad-address"
  | "untrusted-domain"
  | "not-found"
  | "unavailable"
  | "untrusted-server"
  | "too-large"
  | "malformed"
  | "no-usable-server"
  | "refused-host"
  | "refused-socket"
  | "refused-port";

/** `detail` is a stable word (why a certificate was refused, which rule a server broke), never text of the document. */
export type AutoconfigFailure = { readonly code: AutoconfigFailureCode; readonly detail?: string };

/** A configuration or the reason there is none. */
export type AutoconfigResult =
  | { readonly ok: true; readonly value: MailConfiguration }
  | { readonly ok: false; readonly failure: AutoconfigFailure };

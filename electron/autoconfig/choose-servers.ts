import type { AutoconfigFailureCode, AutoconfigResult, AuthMethod, EntryPoint, ServerEndpoint } from "./configuration";
import type { MailAddress } from "./mail-address";
import type { ServerBlock } from "./parse-config";
import { checkServer, type ServerPolicy } from "./policy";

/** Pairs the usable IMAP and SMTP blocks of a document by authentication method; `wanted` is the one Pli uses for this mailbox. Pure. */
export function chooseServers(
  blocks: readonly ServerBlock[],
  address: MailAddress,
  wanted: AuthMethod,
  policy: ServerPolicy,
): AutoconfigResult {
  const read = (nameOf: typeof authOf) =>
    blocks.map((block) => readOffer(block, address, policy, nameOf)).filter((offer) => offer !== undefined);
  const named = read(authOf);
  // A general name is only looked at where the person herself said what hers means, and the operator names nothing so.
  const general = named.some(({ auth }) => auth === wanted) ? undefined : GENERAL[wanted];
  const offers = general === undefined ? named : [...named, ...read(general)];
  const all = METHODS.flatMap((auth) => entryPoints(offers, auth));
  const chosen = all.find(({ auth }) => auth === wanted);
  if (chosen !== undefined) return { ok: true, value: { ...chosen, all } };
  const refusal = offers.find(({ endpoint, auth }) => !endpoint.ok && auth === wanted)?.endpoint;
  const detail = refusal !== undefined && !refusal.ok ? refusal.code : otherWay(all, wanted);
  return { ok: false, failure: { code: "no-usable-server", ...(detail === undefined ? {} : { detail }) } };
}

const METHODS = ["xoauth2", "client-cert", "password-code", "operator-ciba"] as const satisfies readonly AuthMethod[];

/** What the operator opens this mailbox by instead of what was asked, where the person may choose it. */
function otherWay(all: readonly EntryPoint[], wanted: AuthMethod): string | undefined {
  if (wanted !== "xoauth2") return undefined;
  if (all.some(({ auth }) => auth === "password-code")) return "by-code";
  return all.some(({ auth }) => auth === "operator-ciba") ? "by-link" : undefined;
}

type Offer = {
  readonly direction: "imap" | "smtp";
  readonly auth: AuthMethod;
  readonly username: string;
  readonly endpoint:
    | { readonly ok: true; readonly value: ServerEndpoint }
    | { readonly ok: false; readonly code: AutoconfigFailureCode };
};

function readOffer(
  block: ServerBlock,
  address: MailAddress,
  policy: ServerPolicy,
  nameOf: (name: string) => AuthMethod | undefined,
): Offer | undefined {
  const direction = directionOf(block);
  const auth = block.authentication.map(nameOf).find((method) => method !== undefined);
  if (direction === undefined || auth === undefined) return undefined;
  const endpoint = checkServer(
    { host: expand(block.hostname, address), port: block.port, socket: block.socketType },
    policy,
  );
  return { direction, auth, username: expand(block.username, address) || address.full, endpoint };
}

function entryPoints(offers: readonly Offer[], auth: AuthMethod): readonly EntryPoint[] {
  const usable = (direction: Offer["direction"]) =>
    offers.flatMap((offer) =>
      offer.auth === auth && offer.direction === direction && offer.endpoint.ok
        ? [{ ...offer, endpoint: offer.endpoint.value }]
        : [],
    );
  const smtp = usable("smtp");
  // The n-th IMAP server goes with the n-th SMTP server; an operator with one SMTP for several IMAP uses it for all.
  return usable("imap").flatMap((imap, index) => {
    const partner = smtp[index] ?? smtp[0];
    return partner === undefined
      ? []
      : [{ auth, imap: imap.endpoint, smtp: partner.endpoint, username: imap.username }];
  });
}

function directionOf(block: ServerBlock): Offer["direction"] | undefined {
  if (block.direction === "incoming") return block.kind === "imap" ? "imap" : undefined;
  return block.kind === "smtp" || block.kind === "" ? "smtp" : undefined;
}

/** Operators do not write these names alike: `OAuth2`, `XOAUTH2`, `TLS-client-cert`, `client-certificate`, `TOTP`, `password-otp`, `OAuth2-CIBA`, `CIBA` (inferred). A password alone is never used. */
function authOf(name: string): AuthMethod | undefined {
  if (/(?:^|[-_ ])ciba(?:$|[-_ ])/iu.test(name)) return "operator-ciba";
  if (/oauth2/iu.test(name)) return "xoauth2";
  if (/(?:^|[-_ ])(?:t|h)?otp(?:$|[-_ ])/iu.test(name)) return "password-code";
  return /^(?:tls-)?client-cert/iu.test(name) ? "client-cert" : undefined;
}

/** Mozilla's own name of a password behind TLS. */
const plainPassword = (name: string): AuthMethod | undefined =>
  /^(?:password-cleartext|plain)$/iu.test(name) ? "password-code" : undefined;

/** What the general names mean to a person who said how hers opens: a password carries its code, a token is that of the operator's provider (inferred). */
const GENERAL: Partial<Record<AuthMethod, (name: string) => AuthMethod | undefined>> = {
  "password-code": plainPassword,
  "operator-ciba": (name) => (/oauth2/iu.test(name) ? "operator-ciba" : undefined),
};

const expand = (text: string, address: MailAddress): string =>
  text.replaceAll(/%EMAIL(?:ADDRESS|LOCALPART|DOMAIN)%/gu, (name) => {
    if (name === "%EMAILADDRESS%") return address.full;
    return name === "%EMAILDOMAIN%" ? address.domain : address.local;
  });

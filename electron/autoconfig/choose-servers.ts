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
  const offers = blocks.map((block) => readOffer(block, address, policy)).filter((offer) => offer !== undefined);
  const all = (["xoauth2", "client-cert"] as const).flatMap((auth) => entryPoints(offers, auth));
  const chosen = all.find(({ auth }) => auth === wanted);
  if (chosen !== undefined) return { ok: true, value: { ...chosen, all } };
  const refusal = offers.find(({ endpoint, auth }) => !endpoint.ok && auth === wanted)?.endpoint;
  const broken = refusal !== undefined && !refusal.ok ? refusal.code : undefined;
  return {
    ok: false,
    failure: broken === undefined ? { code: "no-usable-server" } : { code: "no-usable-server", detail: broken },
  };
}

type Offer = {
  readonly direction: "imap" | "smtp";
  readonly auth: AuthMethod;
  readonly username: string;
  readonly endpoint:
    | { readonly ok: true; readonly value: ServerEndpoint }
    | { readonly ok: false; readonly code: AutoconfigFailureCode };
};

function readOffer(block: ServerBlock, address: MailAddress, policy: ServerPolicy): Offer | undefined {
  const direction = directionOf(block);
  const auth = block.authentication.map(authOf).find((method) => method !== undefined);
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

/** Operators do not write these names alike: `OAuth2`, `XOAUTH2`, `TLS-client-cert`, `client-certificate`. Passwords are never used. */
function authOf(name: string): AuthMethod | undefined {
  if (/oauth2/iu.test(name)) return "xoauth2";
  return /^(?:tls-)?client-cert/iu.test(name) ? "client-cert" : undefined;
}

const expand = (text: string, address: MailAddress): string =>
  text.replaceAll(/%EMAIL(?:ADDRESS|LOCALPART|DOMAIN)%/gu, (name) => {
    if (name === "%EMAILADDRESS%") return address.full;
    return name === "%EMAILDOMAIN%" ? address.domain : address.local;
  });

import { isTrustedHost } from "#shared/domain/environment";
import { chooseServers } from "./choose-servers";
import type { AuthMethod, AutoconfigFailure, AutoconfigResult, MailConfiguration } from "./configuration";
import { type MailAddress, readMailAddress } from "./mail-address";
import { parseConfig, type ServerBlock } from "./parse-config";
import { checkServer, type ProposedServer, type ServerPolicy } from "./policy";
import type { FetchDocument, FetchedDocument, Now } from "./ports";

/** Finds an operator's servers from an address (CONF.04, ECO.1.1.9), or checks those a person typed. */
export type Autoconfig = {
  find(
    address: string,
    options?: { readonly auth?: AuthMethod; readonly refresh?: boolean },
  ): Promise<AutoconfigResult>;
  /** Servers typed by hand, under the same policy as those an operator publishes. Pure. */
  checkManual(entry: {
    readonly address: string;
    readonly auth: AuthMethod;
    readonly imap: ProposedServer;
    readonly smtp: ProposedServer;
  }): AutoconfigResult;
};

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 64 * 1024;
const SUCCESS_MS = 24 * 3_600_000;
const FAILURE_MS = 15 * 60_000;
/** Nobody answered: a line that is back must not wait for what it was. */
const UNREACHED_MS = 5_000;
const MAX_CACHED = 64;

type Read =
  | { readonly ok: true; readonly blocks: readonly ServerBlock[] }
  | { readonly ok: false; readonly failure: AutoconfigFailure };
type Cached = { readonly until: number; readonly read: Promise<Read> };

/** Autoconfiguration over the injected network; a domain's answer is kept 24 h in memory, its refusal 15 minutes, its silence 5 seconds. */
export function createAutoconfig(options: {
  readonly fetch: FetchDocument;
  readonly policy: ServerPolicy;
  readonly now: Now;
}): Autoconfig {
  const cache = new Map<string, Cached>();
  const blocksOf = async (domain: string, refresh: boolean): Promise<Read> => {
    const known = cache.get(domain);
    if (!refresh && known !== undefined && known.until > options.now()) return known.read;
    const read = readDomain(domain, options.fetch);
    keep(cache, domain, { until: options.now() + FAILURE_MS, read });
    const outcome = await read;
    if (outcome.ok) keep(cache, domain, { until: options.now() + SUCCESS_MS, read });
    else if (isUnreached(outcome.failure)) keep(cache, domain, { until: options.now() + UNREACHED_MS, read });
    return outcome;
  };
  return {
    async find(text, request = {}) {
      const address = usableAddress(text, options.policy);
      if ("code" in address) return { ok: false, failure: address };
      const read = await blocksOf(address.domain, request.refresh === true);
      return read.ok ? chooseServers(read.blocks, address, request.auth ?? "xoauth2", options.policy) : read;
    },
    checkManual: (entry) => checkManual(entry, options.policy),
  };
}

/** A handshake that failed is asked again too: nothing of it was trusted, and it may have been the line. */
const isUnreached = ({ code, detail }: AutoconfigFailure): boolean =>
  code === "untrusted-server" || (code === "unavailable" && detail !== "status") || detail === "unresolved";

function checkManual(entry: Parameters<Autoconfig["checkManual"]>[0], policy: ServerPolicy): AutoconfigResult {
  const address = usableAddress(entry.address, policy);
  if ("code" in address) return { ok: false, failure: address };
  const imap = checkServer(entry.imap, policy);
  if (!imap.ok) return { ok: false, failure: { code: imap.code, detail: "imap" } };
  const smtp = checkServer(entry.smtp, policy);
  if (!smtp.ok) return { ok: false, failure: { code: smtp.code, detail: "smtp" } };
  const point = { auth: entry.auth, imap: imap.value, smtp: smtp.value, username: address.full };
  return { ok: true, value: { ...point, all: [point] } satisfies MailConfiguration };
}

function usableAddress(text: string, policy: ServerPolicy): MailAddress | AutoconfigFailure {
  const address = readMailAddress(text);
  if (address === undefined) return { code: "bad-address" };
  return isTrustedHost(policy.trustedDomains, address.domain) ? address : { code: "untrusted-domain" };
}

async function readDomain(domain: string, fetch: FetchDocument): Promise<Read> {
  const answer = await fetch({
    url: `https://autoconfig.${domain}/mail/config-v1.1.xml`,
    method: "GET",
    headers: { accept: "application/xml, text/xml" },
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
  });
  const failure = failureOf(answer);
  if (failure !== undefined || !answer.ok) return { ok: false, failure: failure ?? { code: "unavailable" } };
  const parsed = parseConfig(answer.body);
  return parsed.ok ? parsed : { ok: false, failure: { code: "malformed", detail: parsed.reason } };
}

function failureOf(answer: FetchedDocument): AutoconfigFailure | undefined {
  if (answer.ok) {
    if (answer.status === 200) return undefined;
    return answer.status === 404 || answer.status === 410
      ? { code: "not-found" }
      : { code: "unavailable", detail: "status" };
  }
  switch (answer.code) {
    case "untrusted":
      return { code: "untrusted-server", ...(answer.certificate === undefined ? {} : { detail: answer.certificate }) };
    case "too-large":
      return { code: "too-large" };
    case "unresolved":
      return { code: "not-found", detail: "unresolved" };
    case "refused-host":
    case "private-address":
      return { code: "refused-host", detail: answer.code };
    default:
      return { code: "unavailable", detail: answer.code };
  }
}

function keep(cache: Map<string, Cached>, domain: string, entry: Cached): void {
  cache.delete(domain);
  cache.set(domain, entry);
  const oldest = cache.keys().next();
  if (cache.size > MAX_CACHED && oldest.done !== true) cache.delete(oldest.value);
}

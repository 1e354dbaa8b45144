import { DirectoryError, type DirectoryFailure } from "../failure";
import { cleanText } from "../finding";
import type { HttpsAnswer, HttpsRequest } from "../../../shared/domain/https-exchange";
import type { Clock } from "../ports";
import { type Json, object, objects, text } from "./json";
import { createLimiter } from "./limiter";

/** The FHIR v2 directory: `base` without a final slash; `key` gives the key of the header, or null when none is set. */
export type FhirSettings = {
  readonly base: string;
  readonly key: () => string | null | Promise<string | null>;
  readonly request: HttpsRequest;
};

/** What a question may spend: pages per search, and the moment (epoch ms) when it must be over. */
export type Budget = { readonly pages: number; readonly until: number; readonly signal: AbortSignal };

/** The resources of a search; `more`: others exist that were not read. */
export type Found = { readonly resources: readonly Json[]; readonly more: boolean };

/** One search, page after page; rejects with DirectoryError only. */
export type FhirSearch = (
  type: string,
  parameters: readonly (readonly [string, string])[],
  budget: Budget,
) => Promise<Found>;

const MOST_BYTES = 6 * 1024 * 1024;
const MOST_RESOURCES = 1000;
/** The server gives up after 30 s. */
const MOST_MS = 32_000;
const LONGEST_PAUSE_MS = 60_000;

/** Searches under the rate of the gateway; after 429 or 503 nothing is sent before the pause is over (RFC 9110 §10.2.3), doubling each time. */
export function createFhirTransport({ base, key, request }: FhirSettings, clock: Clock): FhirSearch {
  const allowed = createLimiter(clock);
  let pausedUntil = 0;
  let pauses = 0;

  const call = async (url: string, { until, signal }: Budget): Promise<HttpsAnswer> => {
    const secret = await key();
    if (secret === null || !/^[\x21-\x7E]{1,200}$/u.test(secret)) throw new DirectoryError("key");
    await allowed(signal);
    if (signal.aborted) throw new DirectoryError("cancelled");
    const timeoutMs = Math.min(MOST_MS, until - clock.now());
    if (timeoutMs <= 0) throw new DirectoryError("timeout");
    const headers = { "esante-api-key": secret, accept: "application/fhir+json" };
    return request({ url, method: "GET", headers, timeoutMs, maxBytes: MOST_BYTES, signal });
  };
  const page = async (url: string, budget: Budget): Promise<Json> => {
    if (clock.now() < pausedUntil) throw new DirectoryError("busy");
    let answer = await call(url, budget);
    if (answer.ok && (answer.status === 502 || answer.status === 504)) {
      await clock.wait(1000, budget.signal);
      answer = await call(url, budget);
    }
    if (answer.ok && (answer.status === 429 || answer.status === 503)) {
      const asked = Number(answer.headers["retry-after"]) * 1000;
      pausedUntil = clock.now() + Math.min(LONGEST_PAUSE_MS, asked > 0 ? asked : 1000 * 2 ** Math.min(pauses, 6));
      pauses += 1;
      throw new DirectoryError("busy");
    }
    const bundle = bundleOf(answer);
    pauses = 0;
    return bundle;
  };
  return async (type, parameters, budget) => {
    const resources: Json[] = [];
    let next: string | undefined =
      `${base.replace(/\/$/u, "")}/${type}?${new URLSearchParams(parameters.map(([name, value]) => [name, value])).toString()}`;
    for (let count = 0; next !== undefined && count < budget.pages && resources.length < MOST_RESOURCES; count += 1) {
      const bundle: Json = await page(next, budget);
      resources.push(...objects(bundle["entry"], MOST_RESOURCES).map(({ resource }) => object(resource)));
      const link = text(objects(bundle["link"], 10).find(({ relation }) => relation === "next")?.["url"]);
      if (link === "") return { resources, more: false };
      next = sameOrigin(link, base);
    }
    return { resources, more: true };
  };
}

/** The next page, only where the key already went: another origin would be given it. */
function sameOrigin(link: string, base: string): string | undefined {
  if (!URL.canParse(link, base)) return undefined;
  const url = new URL(link, base);
  return url.origin === new URL(base).origin && url.username === "" && url.password === "" ? url.href : undefined;
}

function bundleOf(answer: HttpsAnswer): Json {
  if (!answer.ok && answer.certificate === "revoked") throw new DirectoryError("revoked");
  if (!answer.ok) throw new DirectoryError(NETWORK[answer.code] ?? "unreachable");
  const body = parsed(answer.body);
  if (answer.status === 200 && body["resourceType"] === "Bundle") return body;
  if (answer.status === 200) throw new DirectoryError("unreadable");
  if (answer.status === 401 || answer.status === 403) throw new DirectoryError("key");
  if (answer.status === 502 || answer.status === 504) throw new DirectoryError("unreachable");
  throw new DirectoryError("refused", new Error(outcomeOf(body)));
}

const NETWORK: Readonly<Record<string, DirectoryFailure>> = {
  timeout: "timeout",
  aborted: "cancelled",
  untrusted: "untrusted",
  "too-large": "unreadable",
};

/** What the server says of its refusal (OperationOutcome), one clean line. */
function outcomeOf(body: Json): string {
  const issue = objects(body["issue"], 5)[0] ?? {};
  return cleanText(issue["diagnostics"]) || cleanText(object(issue["details"])["text"]);
}

function parsed(body: Uint8Array): Json {
  try {
    return object(JSON.parse(Buffer.from(body).toString("utf8")));
  } catch {
    return {};
  }
}

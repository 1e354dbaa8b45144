import { createServer } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import { listen } from "../listen";
import type { DirectoryEntry } from "../world/directory-population";
import { type FhirPopulation, fhirPopulation, type FhirResource } from "./fhir-resources";
import { FhirRefusal, includedResources, searchResources } from "./fhir-search";

/** Switches that make the API misbehave, read at each request; `status` answers everything with that one (401, 429, 502…). */
export type FhirFaults = { delay: number; status: number | undefined };

/** The running API; reached as its public name through the environment's map. */
export type FhirServer = { readonly port: number; readonly faults: FhirFaults; close(): Promise<void> };

const MAX_PAGE = 100;
const DEFAULT_PAGE = 50;

/**
 * Starts the Annuaire Santé API v2 over HTTPS on loopback: Practitioner, PractitionerRole, Organization; pages with `next`, errors as
 * OperationOutcome. With `apiKey`, header ESANTE-API-KEY must carry it.
 */
export async function startFhirServer(options: {
  readonly tls: { readonly certPem: string; readonly keyPem: string };
  readonly entries: readonly DirectoryEntry[];
  /** Public name and path of the API, which its links repeat: `https://host/fhir/v2`. */
  readonly publicUrl: string;
  readonly apiKey?: string;
  /** Hears the resource asked and the status answered, never the criteria. */
  readonly log?: (line: string) => void;
  readonly host?: string;
  readonly port?: number;
}): Promise<FhirServer> {
  const population = fhirPopulation(options.entries);
  const faults: FhirFaults = { delay: 0, status: undefined };
  const server = createServer(
    { cert: options.tls.certPem, key: options.tls.keyPem, minVersion: "TLSv1.2" },
    (request, response) => {
      const path = (request.url ?? "").split("?", 1)[0] ?? "";
      response.once("finish", () => options.log?.(`${request.method ?? ""} ${path} → ${response.statusCode}`));
      const send = (): void => respond(request, response, { ...options, population, faults });
      if (faults.delay === 0) send();
      else setTimeout(send, faults.delay).unref();
    },
  );
  const port = await listen(server, options.port, options.host);
  return {
    port,
    faults,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Scope = {
  readonly population: FhirPopulation;
  readonly faults: FhirFaults;
  readonly publicUrl: string;
  readonly apiKey?: string;
};

function respond(request: IncomingMessage, response: ServerResponse, scope: Scope): void {
  const send = (status: number, body: unknown): void =>
    void response
      .writeHead(status, { "content-type": "application/fhir+json; charset=utf-8" })
      .end(JSON.stringify(body));
  try {
    if (scope.faults.status !== undefined) throw new FhirRefusal(scope.faults.status, "DEMO fault");
    if (scope.apiKey !== undefined && request.headers["esante-api-key"] !== scope.apiKey)
      throw new FhirRefusal(401, "Invalid API key");
    send(200, bundle(request, scope));
  } catch (error) {
    const refusal = error instanceof FhirRefusal ? error : new FhirRefusal(500, "Internal error");
    send(refusal.status, {
      resourceType: "OperationOutcome",
      issue: [{ severity: "error", code: "processing", diagnostics: refusal.message }],
    });
  }
}

function bundle(request: IncomingMessage, { population, publicUrl }: Scope): unknown {
  const base = new URL(publicUrl);
  const url = new URL(request.url ?? "/", base);
  if (request.method !== "GET" || !url.pathname.startsWith(`${base.pathname}/`))
    throw new FhirRefusal(404, "Not found");
  const query = url.searchParams;
  const found = searchResources(population, url.pathname.slice(base.pathname.length + 1), query);
  const count = bounded(query.get("_count"), DEFAULT_PAGE, MAX_PAGE);
  const offset = bounded(query.get("_offset"), 0, 1_000_000);
  const page = found.slice(offset, offset + count);
  const next = new URL(url);
  next.searchParams.set("_offset", String(offset + count));
  const entry = (mode: "match" | "include") => (resource: FhirResource) => ({
    fullUrl: `${publicUrl}/${resource.resourceType}/${resource.id}`,
    resource,
    search: { mode },
  });
  return {
    resourceType: "Bundle",
    type: "searchset",
    ...(query.get("_total") === "none" ? {} : { total: found.length }),
    link: [
      { relation: "self", url: url.href },
      ...(offset + count < found.length ? [{ relation: "next", url: next.href }] : []),
    ],
    entry: [...page.map(entry("match")), ...includedResources(population, page, query).map(entry("include"))],
  };
}

function bounded(text: string | null, fallback: number, max: number): number {
  if (text === null) return fallback;
  if (!/^\d{1,7}$/u.test(text)) throw new FhirRefusal(400, "Invalid number");
  return Math.min(Number(text), max);
}

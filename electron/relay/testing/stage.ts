import { providerOf } from "../../../scripts/relay-parts";
import { REHEARSAL_PEOPLE, type Rehearsal, rehearse } from "../../demo/psc/testing/rehearsal";
import { systemClock } from "../../psc/system-clock";
import type { HttpsRequest } from "../../../shared/domain/https-exchange";
import { destinationFinder } from "../../trust/address";
import { httpsRequester } from "../../trust/https-request";
import { type RelayOptions, startRelay } from "../relay";
import type { RelayServer } from "../server";
import type { RelaySettings } from "../settings";

export const RELAY_HOST = "relais.demo.mssante.fr";
export const CLIENT_ID = "pli-poste-demo";
export const TRACES_KEY = "cle-des-traces-DEMO";
export const [CAMILLE, DOMINIQUE] = REHEARSAL_PEOPLE.map(({ idNat }) => idNat) as [string, string];

/** A provider (given ones are left open), a relay before it, and how a desktop reaches that relay and nothing else. */
export type RelayStage = {
  readonly rehearsal: Rehearsal;
  readonly relay: RelayServer;
  readonly traces: string[];
  readonly url: string;
  readonly request: HttpsRequest;
  call(route: string, options?: CallOptions): Promise<Called>;
  /** Signs a person in through the raw contract; the cookie as a desktop sends it. */
  signIn(
    idNat?: string,
  ): Promise<{ readonly cookie: string; readonly body: Record<string, unknown>; readonly header: string }>;
  close(): Promise<void>;
};
type CallOptions = { body?: unknown; headers?: Record<string, string>; signal?: AbortSignal };
type Called = { status: number; body: Record<string, unknown>; headers: Readonly<Record<string, string>> };

export async function stageRelay(
  options: { relay?: Partial<RelayOptions>; psc?: Partial<RelaySettings>; rehearsal?: Rehearsal } = {},
): Promise<RelayStage> {
  const rehearsal = options.rehearsal ?? (await rehearse());
  const traces: string[] = [];
  const relay = await startRelay({
    provider: providerOf({ ...pscPartOf(rehearsal), ...options.psc }),
    clock: systemClock,
    listen: { host: "127.0.0.1", port: 0, stopWithinMs: 2_000, tls: await rehearsal.pki.issue([RELAY_HOST]) },
    allowedClients: [CLIENT_ID],
    tracesKey: TRACES_KEY,
    writeTrace: (line) => traces.push(line),
    ...options.relay,
  });
  const request = requestTo(rehearsal, () => relay.port);
  const call = callerOf(request);
  return {
    rehearsal,
    relay,
    traces,
    url: `https://${RELAY_HOST}/`,
    request,
    call,
    signIn: (idNat = CAMILLE) => signInBy(rehearsal, call, idNat),
    async close() {
      await relay.close();
      if (options.rehearsal === undefined) await rehearsal.provider.close();
    },
  };
}

/** The relay's settings for a rehearsal's provider. */
export function pscPartOf({ settings, provider, pki }: Rehearsal): RelaySettings {
  return {
    issuer: settings.issuer,
    discoveryUrl: settings.discoveryUrl,
    clientId: settings.clientId,
    credential: { kind: "secret", secret: settings.clientSecret ?? "" },
    allowedClients: [CLIENT_ID],
    host: "127.0.0.1",
    port: 0,
    pscAuthorities: pki.anchorPem,
    pscPlace: { address: "127.0.0.1", port: provider.port },
    stopWithinMs: 2_000,
  };
}

/** The desktop's network: the relay's name leads to that port, every other is refused. */
export function requestTo({ pki }: Rehearsal, port: () => number, ca = [pki.anchorPem]): HttpsRequest {
  const resolve = (host: string) =>
    host === RELAY_HOST
      ? ({ kind: "mapped", place: { address: "127.0.0.1", port: port() } } as const)
      : ({ kind: "refused" } as const);
  return httpsRequester({ ca, destination: destinationFinder({ resolve, lookup: async () => [] }) });
}

/** The contract's calls, as any desktop could make them. */
export function callerOf(request: HttpsRequest): RelayStage["call"] {
  return async (route, { body, headers = {}, signal } = {}) => {
    const [method, path] = route.split(" ") as ["GET" | "POST" | "DELETE", string];
    const answer = await request({
      url: `https://${RELAY_HOST}${path}`,
      method,
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      timeoutMs: 15_000,
      maxBytes: 1_000_000,
      ...(signal === undefined ? {} : { signal }),
    });
    if (!answer.ok) throw new Error(answer.code);
    const text = Buffer.from(answer.body).toString();
    return { status: answer.status, headers: answer.headers, body: text === "" ? {} : JSON.parse(text) };
  };
}

export const connection = (idNat = CAMILLE, changes: object = {}) => ({
  nationalId: idNat,
  bindingMessage: "07",
  clientId: CLIENT_ID,
  channel: "MOBILE",
  ...changes,
});

/** Answers the next request for a person on the device; gives what the device showed. */
export function onDevice(
  { provider }: Rehearsal,
  idNat: string,
  act: "approve" | "deny" | "expire" | "leave",
): Promise<{ id: string; bindingMessage: string; channel: string }> {
  return new Promise((resolve) => {
    const stop = provider.onPending((request) => {
      if (request.idNat !== idNat) return;
      stop();
      if (act !== "leave") void provider[act](request.id);
      resolve(request);
    });
  });
}

async function signInBy(rehearsal: Rehearsal, call: RelayStage["call"], idNat: string) {
  void onDevice(rehearsal, idNat, "approve");
  const { status, body, headers } = await call("POST /connect", { body: connection(idNat) });
  if (status !== 200) throw new Error(`connect ${status} ${JSON.stringify(body)}`);
  const header = headers["set-cookie"] ?? "";
  return { cookie: header.split(";")[0] ?? "", body, header };
}

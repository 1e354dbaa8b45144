import { type RequestOptions, request as httpsRequest } from "node:https";
import type { IncomingMessage } from "node:http";
import type { HttpsAnswer, HttpsExchange, HttpsRequest } from "#shared/domain/https-exchange";

/** What the relay proves itself with, and where and under whose authority the provider is. */
export type MutualTlsOptions = {
  readonly clientId: string;
  readonly certPem: string;
  readonly keyPem: string;
  readonly ca: readonly string[];
  destination(
    host: string,
    port: number,
  ): Promise<
    | { readonly ok: true; readonly address: string; readonly port: number }
    | { readonly ok: false; readonly code: string }
  >;
};

/**
 * Speaks to the provider with a client certificate (`tls_client_auth`, RFC 8705 §2.1; mandatory in the Espace de confiance): no secret is
 * sent, and `client_id` is in the form of every question. Bounded in time and size, no redirect.
 */
export function mutualTlsRequester(options: MutualTlsOptions): HttpsRequest {
  return async (exchange) => {
    const url = new URL(exchange.url);
    if (url.protocol !== "https:") return { ok: false, code: "not-https" };
    const destination = await options.destination(url.hostname, url.port === "" ? 443 : Number(url.port));
    if (!destination.ok) return destination;
    const limit = AbortSignal.timeout(exchange.timeoutMs);
    const body = asCertifiedClient(exchange, options.clientId);
    return exchangeAt(exchange, body, {
      host: destination.address,
      port: destination.port,
      servername: url.hostname,
      path: `${url.pathname}${url.search}`,
      method: exchange.method,
      headers: { ...withoutSecret(exchange.headers), host: url.host, ...lengthOf(body) },
      cert: options.certPem,
      key: options.keyPem,
      ca: [...options.ca],
      minVersion: "TLSv1.2",
      rejectUnauthorized: true,
      agent: false,
      signal: exchange.signal === undefined ? limit : AbortSignal.any([exchange.signal, limit]),
    });
  };
}

function exchangeAt(exchange: HttpsExchange, body: string | undefined, request: RequestOptions): Promise<HttpsAnswer> {
  return new Promise((resolve) => {
    const fail = (error: Error & { code?: unknown }) => resolve({ ok: false, code: codeOf(error, exchange.signal) });
    const outgoing = httpsRequest(request, (incoming) => {
      readBody(incoming, exchange.maxBytes).then(
        (bytes) => resolve(bytes === undefined ? { ok: false, code: "too-large" } : answerOf(incoming, bytes)),
        fail,
      );
    });
    outgoing.on("error", fail);
    outgoing.end(body);
  });
}

async function readBody(incoming: IncomingMessage, maxBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function answerOf(incoming: IncomingMessage, body: Uint8Array): HttpsAnswer {
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
  return { ok: true, status: incoming.statusCode ?? 0, headers: Object.fromEntries(headers), body };
}

function codeOf(error: Error & { code?: unknown }, cancel: AbortSignal | undefined): string {
  if (cancel?.aborted === true) return "aborted";
  if (error.name === "AbortError" || error.name === "TimeoutError") return "timeout";
  const code = String(error.code ?? "");
  return /CERT|SELF_SIGNED|UNABLE_TO/u.test(code) ? "untrusted" : "unreachable";
}

/** The form with `client_id` once; a logout, which identifies the session by itself, gets it too and may ignore it. */
function asCertifiedClient({ method, body }: HttpsExchange, clientId: string): string | undefined {
  if (method !== "POST") return body;
  const form = new URLSearchParams(body ?? "");
  form.set("client_id", clientId);
  return form.toString();
}

const withoutSecret = (headers: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(?:authorization|content-length)$/iu.test(name)));
const lengthOf = (body: string | undefined) =>
  body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };

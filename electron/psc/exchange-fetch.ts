import type { CustomFetch } from "openid-client";
import { ExchangeError } from "./failure";
import type { HttpsRequest } from "../../shared/domain/https-exchange";

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 512 * 1024;

/**
 * Lets openid-client speak through the injected network; the global `fetch` is never used. The library's own signal is left aside: it only
 * carries a time limit, which would come back looking like a cancel.
 */
export function exchangeFetch(request: HttpsRequest): CustomFetch {
  return async (url, options) => {
    const answer = await request({
      url,
      method: options.method === "POST" ? "POST" : "GET",
      headers: options.headers,
      ...(options.body === undefined || options.body === null ? {} : { body: String(options.body) }),
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
    });
    if (!answer.ok) throw new ExchangeError(answer.code, answer.certificate);
    // A Response refuses a body with these, even an empty one.
    const bodiless = answer.status === 204 || answer.status === 304;
    return new Response(bodiless ? null : Buffer.from(answer.body), {
      status: safeStatus(answer.status),
      headers: answer.headers,
    });
  };
}

/** `Response` throws outside 200–599. */
const safeStatus = (status: number): number => (status >= 200 && status <= 599 ? status : 502);

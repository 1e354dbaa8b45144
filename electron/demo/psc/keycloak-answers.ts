import type Provider from "oidc-provider";
import type { Lifetimes } from "./oidc-configuration";
import { decodeJwt } from "jose";

type Middleware = Parameters<Provider["use"]>[0];
type Body = Record<string, unknown>;

/** Completes the library's answers with what Keycloak says and it does not: `interval`, `slow_down`, session and refresh fields. */
export function keycloakAnswers(options: {
  readonly interval: number;
  readonly lifetimes: Lifetimes;
  /** Origin of the sign-in page where it is another than the issuer's, as PSC's is. */
  readonly pageOrigin: () => string | undefined;
}): Middleware {
  const lastPoll = new Map<string, number>();
  return async (ctx, next) => {
    await next();
    const body = isBody(ctx.body) ? ctx.body : undefined;
    if (body === undefined) return;
    const origin = options.pageOrigin();
    if (ctx.oidc?.route === "discovery" && origin !== undefined)
      body["authorization_endpoint"] = `${origin}${new URL(String(body["authorization_endpoint"])).pathname}`;
    if (ctx.oidc?.route === "backchannel_authentication" && ctx.status === 200) body["interval"] = options.interval;
    if (ctx.oidc?.route !== "token") return;
    const params = ctx.oidc.params ?? {};
    if (body["error"] === "authorization_pending")
      sayWhenTooFast(body, String(params["auth_req_id"]), lastPoll, options.interval);
    if (body["error"] === "invalid_grant" && params["grant_type"] === "refresh_token")
      body["error_description"] = "Session not active";
    if (typeof body["access_token"] === "string") {
      body["session_state"] = decodeJwt(body["access_token"])["session_state"];
      body["refresh_expires_in"] = options.lifetimes.refreshToken;
      body["not-before-policy"] = 0;
    }
  };
}

function sayWhenTooFast(body: Body, request: string, lastPoll: Map<string, number>, interval: number): void {
  const now = Date.now();
  const previous = lastPoll.get(request);
  if (lastPoll.size > 1000) lastPoll.clear();
  lastPoll.set(request, now);
  if (previous === undefined || now - previous >= interval * 900) return;
  body["error"] = "slow_down";
  body["error_description"] = "too early to access";
}

const isBody = (value: unknown): value is Body =>
  typeof value === "object" && value !== null && !Buffer.isBuffer(value);

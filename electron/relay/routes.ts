import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { type Answer, errorAnswer } from "./answer";
import { connectRoute } from "./connect-route";
import { cancelRequest } from "./pending-requests";
import type { RelayContext } from "./relay-context";
import { cookieOf, HELD_TOKEN_HEADER, REQUEST_ID_HEADER, SESSION_COOKIE, tokenHeader } from "./request-reading";
import { fingerprint } from "./seal";

/** One route; `gone` aborts when the caller has left or the relay stops. */
export type Route = (request: IncomingMessage, context: RelayContext, gone: AbortSignal) => Promise<Answer>;

/** The routes of the ANS contract, and two of ours (`/token`, `/health`). No `/send`: MSSanté speaks IMAP and SMTP, not HTTP. */
export const ROUTES: Readonly<Record<string, Route>> = {
  "POST /connect": connectRoute,
  "DELETE /disconnect": disconnect,
  "GET /token": token,
  "GET /traces": traces,
  "GET /health": health,
};

const FORGET_COOKIE = `${SESSION_COOKIE}=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Strict`;

async function disconnect(request: IncomingMessage, context: RelayContext): Promise<Answer> {
  const requestId = tokenHeader(request, REQUEST_ID_HEADER);
  if (requestId !== undefined) await cancelRequest(context, requestId);
  const cookie = cookieOf(request);
  const ended = cookie !== undefined && (await context.sessions.end(cookie));
  if (!ended && requestId === undefined) return errorAnswer("unknown-session");
  return {
    status: 200,
    body: {},
    headers: { "set-cookie": FORGET_COOKIE },
    trace: cookie === undefined ? { code: "cancelled" } : { code: "ok", session: sessionName(cookie) },
  };
}

async function token(request: IncomingMessage, context: RelayContext): Promise<Answer> {
  const cookie = cookieOf(request);
  if (cookie === undefined) return errorAnswer("unknown-session");
  const session = sessionName(cookie);
  if (!(await context.limiter.allows("tokensPerSession", cookie))) return errorAnswer("rate-limited", {}, { session });
  const answer = await context.sessions.token(cookie, tokenHeader(request, HELD_TOKEN_HEADER));
  if (!answer.ok) return errorAnswer(answer.failure.code, {}, { session, detail: answer.failure.detail ?? "" });
  const { accessToken, expiresInMs, endsInMs } = answer.value;
  return {
    status: 200,
    body: {
      access_token: accessToken,
      expires_in: Math.floor(expiresInMs / 1000),
      session_expires_in: Math.floor(endsInMs / 1000),
    },
    trace: { code: "ok", session },
  };
}

/** For a conformity check only: absent unless a key was set, and then for who has it. */
async function traces(request: IncomingMessage, context: RelayContext): Promise<Answer> {
  const given = /^Bearer (\S{1,200})$/u.exec(request.headers.authorization ?? "")?.[1];
  if (context.tracesKey === undefined) return errorAnswer("not-found");
  if (given === undefined || !sameSecret(given, context.tracesKey)) return errorAnswer("forbidden");
  const query = new URL(request.url ?? "", "https://relay.invalid").searchParams;
  const start = Date.parse(query.get("start") ?? "");
  const end = query.has("end") ? Date.parse(query.get("end") ?? "") : Infinity;
  if (Number.isNaN(start) || Number.isNaN(end)) return errorAnswer("bad-request");
  return { status: 200, body: context.traces.between(start, end), trace: { code: "ok" } };
}

async function health(_request: IncomingMessage, context: RelayContext): Promise<Answer> {
  const well = !context.stopping.aborted && (await context.store.ping());
  return well ? { status: 200, body: { status: "ok" } } : { status: 503, body: { status: "unavailable" } };
}

const sessionName = (cookie: string): string => fingerprint(cookie).slice(0, 12);

function sameSecret(left: string, right: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

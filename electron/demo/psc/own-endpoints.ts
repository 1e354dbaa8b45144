import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { compactVerify } from "jose";
import type { TokenVerdict } from "./access-token";
import type { DemoClient } from "./oidc-configuration";
import { claimsOf, type DemoPerson, findPerson } from "./person";
import type { SessionBook } from "./session-book";
import type { SigningKey } from "./signing-key";

const MAX_BODY_BYTES = 64 * 1024;

/** What the endpoints below look at. */
export type EndpointContext = {
  readonly key: SigningKey;
  readonly sessions: SessionBook;
  readonly people: readonly DemoPerson[];
  readonly clients: readonly DemoClient[];
  readonly bareRpps: boolean;
  verify(token: string): Promise<TokenVerdict>;
};

/** Answers userinfo, introspection and logout, which the library would refuse for JWT access tokens; false when the path is not one of them. */
export async function answerOwnEndpoint(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  context: EndpointContext,
): Promise<boolean> {
  const endpoint = ENDPOINTS[`${request.method} ${path.split("?")[0]}`];
  if (endpoint === undefined) return false;
  const form = await readForm(request);
  const { status, body } =
    form === undefined ? { status: 413, body: undefined } : await endpoint(request, form, context);
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(body === undefined ? "" : JSON.stringify(body));
  return true;
}

type Answer = { readonly status: number; readonly body?: unknown };
type Endpoint = (request: IncomingMessage, form: URLSearchParams, context: EndpointContext) => Promise<Answer>;

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  "GET /protocol/openid-connect/userinfo": userinfo,
  "POST /protocol/openid-connect/userinfo": userinfo,
  "POST /protocol/openid-connect/token/introspect": introspect,
  "POST /protocol/openid-connect/logout": logout,
};

async function userinfo(request: IncomingMessage, _form: URLSearchParams, context: EndpointContext): Promise<Answer> {
  const token = /^Bearer (.+)$/u.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const verdict = await context.verify(token);
  const person = verdict.ok ? findPerson(context.people, verdict.idNat) : undefined;
  if (person === undefined) return { status: 401, body: { error: "invalid_token" } };
  return { status: 200, body: claimsOf(person, context.bareRpps) };
}

async function introspect(request: IncomingMessage, form: URLSearchParams, context: EndpointContext): Promise<Answer> {
  if (!isKnownClient(request.headers.authorization, context.clients))
    return { status: 401, body: { error: "invalid_client" } };
  const verdict = await context.verify(form.get("token") ?? "");
  if (!verdict.ok) return { status: 200, body: { active: false } };
  return {
    status: 200,
    body: {
      active: true,
      SubjectNameID: verdict.idNat,
      email: verdict.email,
      exp: Math.floor(verdict.expiresAt / 1000),
    },
  };
}

async function logout(_request: IncomingMessage, form: URLSearchParams, context: EndpointContext): Promise<Answer> {
  try {
    // The hint may have expired: only its signature and its session count (OpenID RP-Initiated Logout §2).
    const { payload } = await compactVerify(form.get("id_token_hint") ?? "", context.key.publicKey, {
      algorithms: ["RS256"],
    });
    const { sid } = JSON.parse(Buffer.from(payload).toString("utf8")) as { sid?: unknown };
    if (typeof sid !== "string") return { status: 400, body: { error: "invalid_request" } };
    context.sessions.end(sid);
    return { status: 204 };
  } catch {
    return { status: 400, body: { error: "invalid_request" } };
  }
}

function isKnownClient(header: string | undefined, clients: readonly DemoClient[]): boolean {
  const encoded = /^Basic (.+)$/u.exec(header ?? "")?.[1] ?? "";
  const [id = "", secret = ""] = Buffer.from(encoded, "base64").toString("utf8").split(":").map(formDecode);
  const expected = clients.find((client) => client.clientId === id)?.clientSecret ?? "";
  const [left, right] = [Buffer.from(secret), Buffer.from(expected)];
  return expected !== "" && left.length === right.length && timingSafeEqual(left, right);
}

function formDecode(text: string): string {
  return new URLSearchParams(`v=${text}`).get("v") ?? "";
}

/** The fields of a posted form; undefined when it is too big. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}

import { z } from "zod";
import type { PscFailure } from "#shared/domain/session";
import { type IdNat, isSamePerson } from "./id-nat";
import type { HttpsAnswer } from "../../shared/domain/https-exchange";

type Answered = Extract<HttpsAnswer, { ok: true }>;

/** What each word of the relay's errors means here; a closed set, as the relay's own is. */
const MEANINGS: Readonly<Record<string, PscFailure>> = {
  refused: { code: "refused" },
  expired: { code: "expired" },
  "unknown-person": { code: "unknown-person" },
  "ciba-not-enabled": { code: "ciba-not-enabled" },
  unavailable: { code: "unavailable", detail: "server" },
  cancelled: { code: "unavailable", detail: "relay-stopping" },
  stopping: { code: "unavailable", detail: "relay-stopping" },
  internal: { code: "unavailable", detail: "server" },
  config: { code: "config", detail: "relay" },
  protocol: { code: "protocol", detail: "relay" },
  "unknown-client": { code: "config", detail: "client-rejected" },
  forbidden: { code: "config", detail: "relay" },
  "not-found": { code: "config", detail: "relay" },
  "bad-request": { code: "protocol", detail: "invalid-request" },
  pending: { code: "busy", detail: "one-at-a-time" },
  busy: { code: "busy", detail: "throttled" },
  "rate-limited": { code: "busy", detail: "throttled" },
  "session-ended": { code: "session-ended" },
  "unknown-session": { code: "session-ended" },
};

const error = z.object({ code: z.string().max(40) });

/** What an error of the relay means; a page that is not the relay's (a proxy's, a maintenance notice) never ends a session. */
export function readFailure(answer: Answered): PscFailure {
  const read = error.safeParse(json(answer));
  const meaning = read.success && Object.hasOwn(MEANINGS, read.data.code) ? MEANINGS[read.data.code] : undefined;
  return meaning ?? { code: "unavailable", detail: "server" };
}

const name = z.string().max(400);
const connected = z.object({
  identity: z.object({ national_id: name, given_name: name, family_name: name, subject: name }),
});

/** Who signed in, when it is the person who was asked. */
export function readIdentity(
  answer: Answered,
  idNat: IdNat,
):
  | {
      readonly ok: true;
      readonly value: { readonly givenName: string; readonly familyName: string; readonly subject: string };
    }
  | { readonly ok: false; readonly failure: PscFailure } {
  const read = connected.safeParse(json(answer));
  if (!read.success) return { ok: false, failure: { code: "protocol", detail: "invalid-response" } };
  const { identity } = read.data;
  if (!isSamePerson(identity.national_id, idNat))
    return { ok: false, failure: { code: "protocol", detail: "other-person" } };
  return {
    ok: true,
    value: {
      givenName: shown(identity.given_name),
      familyName: shown(identity.family_name),
      subject: identity.subject,
    },
  };
}

const token = z.object({
  // It goes into a SASL exchange: printable ASCII without a space, as RFC 6750 §2.1 has it.
  access_token: z
    .string()
    .max(16_384)
    .regex(/^[\x21-\x7e]+$/u),
  expires_in: z.number().min(0).max(86_400),
  session_expires_in: z.number().min(0).max(86_400).optional(),
});

/** The token of an answer and its life; undefined when the answer is not one. */
export function readToken(
  answer: Answered,
):
  | { readonly accessToken: string; readonly expiresInMs: number; readonly sessionExpiresInMs: number | undefined }
  | undefined {
  const read = token.safeParse(json(answer));
  if (!read.success) return undefined;
  const { access_token: accessToken, expires_in: life, session_expires_in: session } = read.data;
  return {
    accessToken,
    expiresInMs: life * 1000,
    sessionExpiresInMs: session === undefined ? undefined : session * 1000,
  };
}

/** The session's cookie, when it is one that only a secure connection and no script may have. */
export function readSessionCookie(headers: Readonly<Record<string, string>>): string | undefined {
  const header = headers["set-cookie"] ?? "";
  const value = /(?:^|,\s*)proxy_session_id=([A-Za-z0-9_-]{20,200})(?=;|,|$)/u.exec(header)?.[1];
  return /;\s*secure\b/iu.test(header) && /;\s*httponly\b/iu.test(header) ? value : undefined;
}

function json(answer: Answered): unknown {
  try {
    return JSON.parse(Buffer.from(answer.body).toString("utf8"));
  } catch {
    return undefined;
  }
}

const shown = (text: string): string =>
  text
    .replaceAll(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, 120);

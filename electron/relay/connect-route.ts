import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { type Answer, errorAnswer, failureAnswer, type Metadata } from "./answer";
import { claimPerson, isCancelled, settleRequest, watchForCancel } from "./pending-requests";
import type { ProviderSignIn } from "./ports";
import { networkOf } from "./rate-limit";
import type { RelayContext } from "./relay-context";
import { cookieOf, readJson, REQUEST_ID_HEADER, SESSION_COOKIE, tokenHeader } from "./request-reading";
import { fingerprint } from "./seal";

const MAX_AGE_SECONDS = 14_400;
/** Pro Santé Connect's own requests end in about 2 minutes; this one only bounds a provider that never says so. */
const LONGEST_MS = 180_000;
const MOST_WAITING = 500;

const connection = z.object({
  nationalId: z
    .string()
    .regex(/^8?\d{11}$/u)
    .transform((digits) => (digits.length === 11 ? `8${digits}` : digits)),
  bindingMessage: z.string().regex(/^\d{2}$/u),
  clientId: z.string().min(1).max(200),
  channel: z.enum(["MOBILE", "CARD"]),
});
type Connection = z.infer<typeof connection>;

/**
 * `POST /connect` (ANS contract): asks the person and answers when the person has. Within that answer `identity` is ours: who signed in, as
 * the ID token says, for the desktop's window.
 */
export async function connectRoute(
  request: IncomingMessage,
  context: RelayContext,
  gone: AbortSignal,
): Promise<Answer> {
  const read = connection.safeParse(await readJson(request));
  if (!read.success) return errorAnswer("bad-request");
  const asked = read.data;
  const metadata = { nationalId: asked.nationalId, clientId: asked.clientId };
  const trace = { person: context.seal.pseudonym("trace", asked.nationalId).slice(0, 12) };
  if (!context.allowedClients.has(asked.clientId)) return errorAnswer("unknown-client", metadata, trace);
  const cookie = cookieOf(request);
  const current = cookie === undefined ? undefined : await context.sessions.find(cookie);
  if (current?.idNat === asked.nationalId && current.clientId === asked.clientId)
    return { status: 304, trace: { code: "already-connected", ...trace } };
  // The network first: one that has spent its own must not use up the person's.
  const network = networkOf(context.addressOf(request));
  if (!(await context.limiter.allows("ringsPerNetwork", network))) return errorAnswer("rate-limited", metadata, trace);
  const release = await claimPerson(context, asked.nationalId);
  if (release === undefined) return errorAnswer("pending", metadata, trace);
  try {
    if (!(await context.limiter.allows("ringsPerPerson", asked.nationalId)))
      return errorAnswer("rate-limited", metadata, trace);
    const answer = await askPerson(request, context, { asked, metadata, trace, gone });
    // Another person signs in over a session that was there: it is not left open behind.
    if (answer.status === 200 && cookie !== undefined) await context.sessions.end(cookie);
    return answer;
  } finally {
    await release();
  }
}

type Asking = {
  readonly asked: Connection;
  readonly metadata: Metadata;
  readonly trace: { readonly person: string };
  readonly gone: AbortSignal;
};

async function askPerson(request: IncomingMessage, context: RelayContext, asking: Asking): Promise<Answer> {
  const { asked, metadata, trace, gone } = asking;
  if (context.waiting.size >= MOST_WAITING) return errorAnswer("unavailable", metadata, { ...trace, detail: "full" });
  const requestId = tokenHeader(request, REQUEST_ID_HEADER);
  const cancel = new AbortController();
  const name = requestId ?? randomUUID();
  context.waiting.set(name, cancel);
  const done = new AbortController();
  const signal = AbortSignal.any([gone, cancel.signal, AbortSignal.timeout(LONGEST_MS)]);
  try {
    if (requestId !== undefined) {
      // Looked at after it can be heard here: a cancel that came first is not missed.
      if (await isCancelled(context, requestId)) return errorAnswer("cancelled", metadata, trace);
      void watchForCancel(context, requestId, { cancel, done: done.signal });
    }
    const outcome = await context.provider.signIn({
      idNat: asked.nationalId,
      bindingMessage: asked.bindingMessage,
      channel: asked.channel === "CARD" ? "card" : "mobile",
      signal,
    });
    if (!outcome.ok) return failureAnswer(outcome.failure, metadata, trace);
    return await welcome(context, asking, outcome.value, requestId);
  } finally {
    done.abort();
    context.waiting.delete(name);
  }
}

async function welcome(
  context: RelayContext,
  { asked, metadata, trace, gone }: Asking,
  signedIn: ProviderSignIn,
  requestId: string | undefined,
): Promise<Answer> {
  const opened = await context.sessions.open(signedIn, asked.clientId).catch(async (error: unknown) => {
    // Nowhere to keep it: nobody could ever end it.
    await context.provider.signOut(signedIn.tokens);
    throw error;
  });
  const { cookie, sessionState } = opened;
  if (!(await settleRequest(context, requestId, cookie, gone))) return errorAnswer("cancelled", metadata, trace);
  const { idNat, givenName, familyName, subject } = signedIn.identity;
  return {
    status: 200,
    body: {
      proxy_session_id: cookie,
      session_state: sessionState,
      identity: { national_id: idNat, given_name: givenName, family_name: familyName, subject },
    },
    headers: {
      "set-cookie": `${SESSION_COOKIE}=${cookie}; Path=/; Max-Age=${MAX_AGE_SECONDS}; HttpOnly; Secure; SameSite=Strict`,
    },
    trace: { code: "ok", ...trace, session: fingerprint(cookie).slice(0, 12) },
  };
}

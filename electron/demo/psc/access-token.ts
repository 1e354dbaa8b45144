import { jwtVerify } from "jose";
import type { SessionBook } from "./session-book";
import type { SigningKey } from "./signing-key";
import { type DemoPerson, findPerson } from "./person";

/** What the demonstration's mail servers learn from an access token. */
export type TokenVerdict =
  | {
      readonly ok: true;
      readonly idNat: string;
      readonly email: string;
      readonly mailboxes: readonly string[];
      readonly expiresAt: number;
    }
  | { readonly ok: false; readonly reason: "expired" | "invalid" | "session-ended" };

/** The identifier the provider puts in `aud`: the operators of the space of trust. */
export const AUDIENCE = "urn:demo:mssante:operateurs";

/** Checks signature (RS256 only), issuer, audience, `typ`, time and session of an access token, as an operator would. */
export async function verifyAccessToken(
  token: string,
  context: {
    readonly issuer: string;
    readonly key: SigningKey;
    readonly sessions: SessionBook;
    readonly people: readonly DemoPerson[];
  },
): Promise<TokenVerdict> {
  try {
    const { payload } = await jwtVerify(token, context.key.publicKey, {
      issuer: context.issuer,
      audience: AUDIENCE,
      algorithms: ["RS256"],
      typ: "JWT",
    });
    if (payload["typ"] !== "Bearer") return { ok: false, reason: "invalid" };
    const session = context.sessions.alive(payload["session_state"]);
    if (session === undefined) return { ok: false, reason: "session-ended" };
    const person = findPerson(context.people, session.idNat);
    if (person === undefined) return { ok: false, reason: "invalid" };
    const mailboxes = [...new Set([person.email, ...(person.mailboxes ?? [])])];
    return { ok: true, idNat: person.idNat, email: person.email, mailboxes, expiresAt: (payload.exp ?? 0) * 1000 };
  } catch (error) {
    const expired = error instanceof Error && "code" in error && error.code === "ERR_JWT_EXPIRED";
    return { ok: false, reason: expired ? "expired" : "invalid" };
  }
}

import type { HttpsRequest } from "../../shared/domain/https-exchange";

const TIMEOUT_MS = 5_000;

/** Ends the session at PSC: a POST of `id_token_hint` alone, no browser (psc-ciba.md §2.7). False when it could not be said; never rejects. */
export async function signOutAt(
  endpoint: string | undefined,
  idToken: string | undefined,
  request: HttpsRequest,
): Promise<boolean> {
  if (endpoint === undefined || idToken === undefined) return false;
  const answer = await request({
    url: endpoint,
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    body: new URLSearchParams({ id_token_hint: idToken }).toString(),
    timeoutMs: TIMEOUT_MS,
    maxBytes: 64 * 1024,
  });
  return answer.ok && answer.status < 400;
}

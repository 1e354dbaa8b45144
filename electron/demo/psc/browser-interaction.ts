import type { IncomingMessage, ServerResponse } from "node:http";
import type Provider from "oidc-provider";
import { AUDIENCE } from "./access-token";
import type { ProviderParts } from "./oidc-configuration";
import { readForm } from "./own-endpoints";
import { findPerson, subjectOf } from "./person";
import { SIGN_IN_PAGE_HEADERS, signInPage } from "./sign-in-page";

/** Who signs in when a browser comes, by national identifier; "deny" is the person who gives up. Asked for each sign-in, for tests without a page. */
export type BrowserAnswer = () => { readonly idNat: string } | "deny";

/** The provider's sign-in page: shows who may sign in, and carries the person's answer on; `answer` gives it at once in her place. */
export function interactionAnswerer(provider: Provider, parts: ProviderParts, answer?: BrowserAnswer) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { params } = await provider.interactionDetails(request, response);
    const chosen = answer?.() ?? (request.method === "POST" ? await postedAnswer(request, parts) : undefined);
    if (chosen === undefined) {
      response.writeHead(200, SIGN_IN_PAGE_HEADERS).end(signInPage(parts.people));
      return;
    }
    const result =
      chosen === "deny" ? REFUSAL : await accept(provider, parts, chosen.idNat, String(params["client_id"]));
    const location = await provider.interactionResult(request, response, result, { mergeWithLastSubmission: false });
    response.writeHead(303, { location, "cache-control": "no-store" }).end();
  };
}

/** Nobody of the demonstration is a refusal. */
async function postedAnswer(request: IncomingMessage, parts: ProviderParts): Promise<ReturnType<BrowserAnswer>> {
  const person = findPerson(parts.people, (await readForm(request))?.get("answer") ?? "");
  return person === undefined ? "deny" : { idNat: person.idNat };
}

/** What a hostile or clumsy provider might put in an error: nobody may show it. */
const REFUSAL = { error: "access_denied", error_description: "<script>alert(1)</script><b>refus</b>" };

async function accept(provider: Provider, parts: ProviderParts, idNat: string, clientId: string) {
  const accountId = subjectOf(idNat);
  const grant = new provider.Grant({ clientId, accountId });
  grant.addOIDCScope("openid scope_all");
  grant.addResourceScope(AUDIENCE, "scope_all");
  const grantId = await grant.save();
  parts.sessions.open(idNat, grantId);
  // Not remembered: the next sign-in of the same browser asks again.
  return { login: { accountId, acr: "eidas1", amr: ["e-cps"], remember: false }, consent: { grantId } };
}

import type { IncomingMessage, ServerResponse } from "node:http";
import type Provider from "oidc-provider";
import { AUDIENCE } from "./access-token";
import type { ProviderParts } from "./oidc-configuration";
import { subjectOf } from "./person";

/** Who signs in when a browser comes, by national identifier; "deny" is the person who gives up. Asked for each sign-in. */
export type BrowserAnswer = () => { readonly idNat: string } | "deny";

/** Answers the provider's sign-in page in the person's place: this demonstration's browser has nothing to type. */
export function interactionAnswerer(provider: Provider, parts: ProviderParts, answer?: BrowserAnswer) {
  const first = parts.people[0];
  const choose = answer ?? (() => (first === undefined ? "deny" : { idNat: first.idNat }));
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { params } = await provider.interactionDetails(request, response);
    const chosen = choose();
    const result =
      chosen === "deny" ? REFUSAL : await accept(provider, parts, chosen.idNat, String(params["client_id"]));
    const location = await provider.interactionResult(request, response, result, { mergeWithLastSubmission: false });
    response.writeHead(303, { location, "cache-control": "no-store" }).end();
  };
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

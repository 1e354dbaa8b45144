import type { PscSettings } from "#shared/domain/environment";
import type { HttpsRequest } from "../../shared/domain/https-exchange";
import { type CibaClient, createCibaClient, type Granted, type PscResult } from "./ciba";
import type { IdNat } from "./id-nat";
import type { Clock, RandomInteger } from "./ports";
import { checkIdentity, type PscIdentity } from "./token-set";

/** A sign-in request: on the e-CPS application (`mobile`) or with the card in its reader (`card`). */
export type SignInRequest = {
  readonly idNat: IdNat;
  readonly channel: "mobile" | "card";
  readonly signal: AbortSignal;
  /** Called once the request is on the person's device: two digits to compare, and when it ends (epoch ms). */
  readonly onWaiting: (waiting: { readonly bindingMessage: string; readonly expiresAt: number }) => void;
};

/** Who signed in with Pro Santé Connect, and the tokens, for the session alone. */
export type SignedIn = Granted<PscIdentity>;

/** The conversation with PSC itself: nothing is remembered here but its discovery page. */
export type PscClient = Pick<CibaClient, "refresh" | "signOut"> & {
  signIn(request: SignInRequest): Promise<PscResult<SignedIn>>;
};

/** A client of one environment's PSC, over the injected network (psc-ciba.md §6). */
export function createPscClient({
  settings,
  random,
  ...network
}: {
  readonly settings: PscSettings;
  readonly request: HttpsRequest;
  readonly clock: Clock;
  readonly random: RandomInteger;
}): PscClient {
  const ciba = createCibaClient({ settings, ...network });
  return {
    signIn: ({ idNat, channel, signal, onWaiting }) => {
      const bindingMessage = String(random(100)).padStart(2, "0");
      return ciba.ask({
        parameters: {
          scope: settings.scope,
          acr_values: settings.acrValues,
          login_hint: idNat,
          binding_message: bindingMessage,
          channel: channel === "card" ? "CARD" : "MOBILE",
        },
        signal,
        onWaiting: (expiresAt) => onWaiting({ bindingMessage, expiresAt }),
        identify: (claims) => checkIdentity(claims, { idNat, acr: settings.acrValues }),
      });
    },
    refresh: ciba.refresh,
    signOut: ciba.signOut,
  };
}

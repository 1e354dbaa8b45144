import { isTrustedHost } from "#shared/domain/environment";
import type { HttpsRequest } from "../../shared/domain/https-exchange";
import { createCibaClient, type PscResult } from "./ciba";
import type { ProviderSettings } from "./configuration";
import type { Clock } from "./ports";
import { createTokenBroker, type TokenBroker } from "./token-broker";

/** Whom the link is for, and the two digits that go with it, if any; `onWaiting`: it was sent, and ends then (epoch ms). */
export type LinkRequest = {
  readonly login: string;
  readonly digits: string | null;
  readonly signal: AbortSignal;
  readonly onWaiting: (expiresAt: number) => void;
};

/** One mailbox's session at the identity provider of its own operator. */
export type OperatorSession = {
  readonly isOpen: () => boolean;
  /** Has the link sent and waits for the person's answer; a cancel answers at once. */
  readonly ask: (request: LinkRequest) => Promise<PscResult<null>>;
  readonly accessToken: TokenBroker["accessToken"];
  /** The person did something: what she uses is kept from ending. */
  readonly active: () => void;
  /** Drops the tokens at once, then tells the provider. */
  readonly close: () => Promise<void>;
};

/** The provider of an operator: its issuer is https, without a port, under the domains of trust; undefined otherwise. */
export function operatorProvider(
  {
    issuer,
    clientId,
    clientSecret,
  }: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string },
  trustedDomains: readonly string[],
): ProviderSettings | undefined {
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined;
  if (url === undefined || url.protocol !== "https:" || url.port !== "" || url.username !== "" || url.password !== "")
    return undefined;
  if (url.search !== "" || url.hash !== "" || !isTrustedHost(trustedDomains, url.hostname)) return undefined;
  // OpenID Connect Discovery §4: a final slash of the issuer is not doubled.
  const discoveryUrl = `${issuer.replace(/\/$/u, "")}/.well-known/openid-configuration`;
  return { issuer, discoveryUrl, clientId, clientSecret };
}

/** A session that has not begun; `ended` is told when one that was open is over. */
export function createOperatorSession(options: {
  readonly settings: ProviderSettings;
  readonly request: HttpsRequest;
  readonly clock: Clock;
  readonly ended: () => void;
}): OperatorSession {
  const client = createCibaClient(options);
  let broker: TokenBroker | undefined;
  return {
    isOpen: () => broker !== undefined,
    ask: async ({ login, digits, signal, onWaiting }) => {
      const granted = await client.ask({
        // No level, and no two digits unless the operator wants them: the link itself shows what is approved (inferred, no published text describes it).
        parameters: { scope: "openid", login_hint: login, ...(digits === null ? {} : { binding_message: digits }) },
        signal,
        onWaiting,
        identify: (claims) =>
          claims === undefined
            ? { ok: false, failure: { code: "protocol", detail: "no-id-token" } }
            : { ok: true, value: null },
      });
      if (!granted.ok) return granted;
      broker = createTokenBroker({
        client,
        signedIn: granted.value,
        clock: options.clock,
        onEvent: ({ kind }) => {
          if (kind !== "ended") return;
          broker = undefined;
          options.ended();
        },
      });
      return { ok: true, value: null };
    },
    accessToken: async (request) =>
      broker?.accessToken(request) ?? { ok: false, failure: { code: "session-ended", detail: "not-signed-in" } },
    active: () => {
      broker?.rememberActivity();
      broker?.review().catch(() => undefined);
    },
    close: async () => void (await broker?.signOut()),
  };
}

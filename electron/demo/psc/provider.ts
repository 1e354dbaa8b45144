import { createServer as createPlainServer, type RequestListener, type Server } from "node:http";
import { createServer } from "node:https";
import { errors, Provider } from "oidc-provider";
import { listen } from "../listen";
import { AUDIENCE, type TokenVerdict, verifyAccessToken } from "./access-token";
import { type BrowserAnswer, interactionAnswerer } from "./browser-interaction";
import { keycloakAnswers } from "./keycloak-answers";
import { type ProviderRecords, recordKey } from "./memory-adapter";
import { type DemoClient, type Lifetimes, oidcConfiguration, type ProviderParts } from "./oidc-configuration";
import { type DemoPerson, subjectOf } from "./person";
import { createRequestBook, type PendingRequest } from "./request-book";
import { requestHandler, REALM } from "./request-handler";
import { createSessionBook } from "./session-book";
import { openSigningKey } from "./signing-key";

/** How to start the make-believe Pro Santé Connect. */
export type PscProviderOptions = {
  readonly host?: string;
  readonly port?: number;
  readonly tls: { readonly certPem: string; readonly keyPem: string };
  readonly issuerHost: string;
  /** Hears the endpoint asked and the status answered, never what is asked there. */
  readonly log?: (line: string) => void;
  readonly people: readonly DemoPerson[];
  readonly clients: readonly DemoClient[];
  readonly lifetimes?: Partial<Lifetimes>;
  /** Seconds between polls; fractions are allowed. */
  readonly interval?: number;
  readonly signingKeyPem?: string;
  readonly bareRpps?: boolean;
  /** An operator's own provider in the place of Pro Santé Connect. */
  readonly isOperator?: boolean;
  readonly onRequest?: (request: PendingRequest) => void;
  /** Who the browser's page lets in, without a question; without it a page asks. */
  readonly browserAnswer?: BrowserAnswer;
  /** Serves the sign-in page on loopback in plain HTTP too, and names it in discovery: a browser knows neither our names nor our authority. */
  readonly loopbackPage?: boolean;
};

/** The running provider; `approve`, `deny` and `expire` are false when the request no longer waits. */
export type PscProvider = {
  readonly port: number;
  /** Origin of the sign-in page when it is not the issuer's. */
  readonly pageOrigin: string | undefined;
  readonly issuer: string;
  readonly discoveryUrl: string;
  readonly publicKeys: readonly { readonly kid: string; readonly pem: string }[];
  readonly signingKeyPem: string;
  pending(): readonly PendingRequest[];
  onPending(listener: (request: PendingRequest) => void): () => void;
  approve(id: string): Promise<boolean>;
  deny(id: string): Promise<boolean>;
  expire(id: string): boolean;
  endAllSessions(): void;
  sessionCount(): number;
  verifyAccessToken(token: string): Promise<TokenVerdict>;
  close(): Promise<void>;
};

const PSC_LIFETIMES: Lifetimes = { request: 120, accessToken: 120, refreshToken: 1800, session: 14_400 };

/** Starts an OpenID provider with CIBA over HTTPS, shaped like PSC; its issuer has no port, clients reach it by a resolver. */
export async function startPscProvider(options: PscProviderOptions): Promise<PscProvider> {
  const lifetimes = { ...PSC_LIFETIMES, ...options.lifetimes };
  const issuer = `https://${options.issuerHost}${REALM}`;
  const parts: ProviderParts = {
    people: options.people,
    clients: options.clients,
    lifetimes,
    bareRpps: options.bareRpps ?? false,
    isOperator: options.isOperator ?? false,
    key: await openSigningKey(options.signingKeyPem),
    records: new Map(),
    requests: createRequestBook(),
    sessions: createSessionBook(lifetimes.session * 1000),
    mount: REALM,
  };
  const provider = new Provider(issuer, oidcConfiguration(parts));
  const shown: { origin: string | undefined } = { origin: undefined };
  provider.use(keycloakAnswers({ interval: options.interval ?? 1, lifetimes, pageOrigin: () => shown.origin }));
  if (options.onRequest !== undefined) parts.requests.onPending(options.onRequest);
  const verify = (token: string) => verifyAccessToken(token, { ...parts, issuer });
  const answer = provider.callback();
  const handle = requestHandler((request, response) => void answer(request, response), {
    ...parts,
    verify,
    answerInteraction: interactionAnswerer(provider, parts, options.browserAnswer),
  });
  const tls = { cert: options.tls.certPem, key: options.tls.keyPem, minVersion: "TLSv1.2" } as const;
  const server = createServer(tls, (request, response) => {
    const path = (request.url ?? "").split("?", 1)[0] ?? "";
    response.once("finish", () => options.log?.(`${request.method ?? ""} ${path} → ${response.statusCode}`));
    handle(request, response);
  });
  const port = await listen(server, options.port, options.host);
  const page = options.loopbackPage === true ? await openPage(handle) : undefined;
  shown.origin = page?.origin;
  return {
    port,
    pageOrigin: shown.origin,
    issuer,
    discoveryUrl: `${issuer}/.well-known/wallet-openid-configuration`,
    publicKeys: [{ kid: parts.key.kid, pem: parts.key.publicPem }],
    signingKeyPem: parts.key.privatePem,
    pending: parts.requests.pending,
    onPending: parts.requests.onPending,
    ...answers(provider, parts),
    endAllSessions: parts.sessions.endAll,
    sessionCount: parts.sessions.count,
    verifyAccessToken: verify,
    close: async () => void (await Promise.all([close(server), page?.close()])),
  };
}

async function openPage(handle: RequestListener): Promise<{ readonly origin: string; close(): Promise<void> }> {
  const server = createPlainServer(handle);
  const port = await listen(server);
  return { origin: `http://127.0.0.1:${port}`, close: () => close(server) };
}

function answers(provider: Provider, parts: ProviderParts): Pick<PscProvider, "approve" | "deny" | "expire"> {
  return {
    async approve(id) {
      const request = parts.requests.take(id);
      if (request === undefined) return false;
      const grant = new provider.Grant({ clientId: request.clientId, accountId: subjectOf(request.idNat) });
      grant.addOIDCScope(request.scope);
      grant.addResourceScope(AUDIENCE, "scope_all");
      const session = parts.sessions.open(request.idNat, await grant.save());
      const authTime = Math.floor(Date.now() / 1000);
      await provider.backchannelResult(request.authReqId, session.grantId, {
        acr: "eidas1",
        amr: ["e-cps"],
        authTime,
        sid: session.sid,
      });
      return true;
    },
    async deny(id) {
      const request = parts.requests.take(id);
      if (request === undefined) return false;
      await provider.backchannelResult(request.authReqId, new errors.AccessDenied("not authorized"));
      return true;
    },
    expire(id) {
      const request = parts.requests.take(id);
      return request !== undefined && endRecord(parts.records, request.authReqId);
    },
  };
}

function endRecord(records: ProviderRecords, authReqId: string): boolean {
  const record = records.get(recordKey("BackchannelAuthenticationRequest", authReqId));
  if (record === undefined) return false;
  record.exp = Math.floor(Date.now() / 1000) - 1;
  return true;
}

function close(server: Pick<Server, "close" | "closeAllConnections">): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

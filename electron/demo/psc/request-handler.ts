import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { answerOwnEndpoint, type EndpointContext } from "./own-endpoints";

/** Where the realm is mounted, as on PSC. */
export const REALM = "/auth/realms/esante-wallet";

type HandlerContext = EndpointContext & {
  answerInteraction(request: IncomingMessage, response: ServerResponse): Promise<void>;
};

/** Mounts the provider under the realm, serves discovery under PSC's own name, and answers what the library cannot. */
export function requestHandler(provider: RequestListener, context: HandlerContext): RequestListener {
  return (request, response) => {
    handle(request, response, provider, context).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  provider: RequestListener,
  context: HandlerContext,
): Promise<void> {
  const url = (request.url ?? "").replace(
    "/.well-known/wallet-openid-configuration",
    "/.well-known/openid-configuration",
  );
  if (!url.startsWith(`${REALM}/`)) {
    response.writeHead(404).end();
    return;
  }
  const path = url.slice(REALM.length);
  if (await answerOwnEndpoint(path, request, response, context)) return;
  // Both must be rewritten before the library looks: it builds its own addresses from what `originalUrl` has and `url` has not.
  Object.assign(request, { originalUrl: url, url: path });
  if ((request.method === "GET" || request.method === "POST") && path.startsWith("/interaction/")) {
    await context.answerInteraction(request, response);
    return;
  }
  provider(request, response);
}

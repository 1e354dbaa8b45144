import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { configDocument, type DemoMailDomain } from "./config-document";

/** The running HTTPS server; reached as `autoconfig.<domain>` through the environment's map. */
export type AutoconfigServer = { readonly port: number; close(): Promise<void> };

const PATH = "/mail/config-v1.1.xml";

/** Serves config-v1.1.xml for the demonstration's domains on loopback; 404 for any other host or path. `document` replaces what a domain says. */
export async function startAutoconfigServer(options: {
  readonly tls: { readonly certPem: string; readonly keyPem: string };
  readonly domains: readonly DemoMailDomain[];
  readonly host?: string;
  readonly port?: number;
  readonly document?: (domain: DemoMailDomain) => string | Uint8Array;
}): Promise<AutoconfigServer> {
  const document = options.document ?? configDocument;
  const server = createServer(
    { cert: options.tls.certPem, key: options.tls.keyPem, minVersion: "TLSv1.2" },
    (request, response) => {
      const host = (request.headers.host ?? "").toLowerCase();
      const domain = options.domains.find((known) => host === `autoconfig.${known.domain}`);
      if (domain === undefined || request.method !== "GET" || request.url !== PATH) {
        response.writeHead(404).end();
        return;
      }
      response
        .writeHead(200, { "content-type": "application/xml; charset=utf-8", "cache-control": "max-age=3600" })
        .end(document(domain));
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, options.host ?? "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

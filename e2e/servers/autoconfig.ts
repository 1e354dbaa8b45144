import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { ServerCertificate } from "./server-parts";

export type AutoconfigOptions = {
  readonly certificate: ServerCertificate;
  readonly domains: readonly string[];
  readonly imapHost: string;
  readonly smtpHost: string;
  /** What opens personal and shared mailboxes, as the file names it; `OAuth2` unless said otherwise. */
  readonly authentication?: string;
};

/** A running configuration server; `document` replaces what it answers, for tests of odd files. */
export type AutoconfigServer = {
  readonly port: number;
  readonly requests: readonly string[];
  answerWith(document: string | undefined): void;
  stop(): Promise<void>;
};

const PATH = "/mail/config-v1.1.xml";

/** Serves `https://autoconfig.<domain>/mail/config-v1.1.xml` with the two entry points of an operator (ECO.1.1.9). */
export async function startAutoconfig(options: AutoconfigOptions): Promise<AutoconfigServer> {
  const requests: string[] = [];
  let replaced: string | undefined;
  const server = createServer(
    { cert: options.certificate.certPem, key: options.certificate.keyPem, minVersion: "TLSv1.2" },
    (request, response) => {
      requests.push(`${request.headers.host ?? ""}${request.url ?? ""}`);
      const domain = options.domains.find(
        (each) => request.headers.host?.replace(/:\d+$/u, "") === `autoconfig.${each}`,
      );
      if (request.method !== "GET" || request.url?.split("?")[0] !== PATH || domain === undefined) {
        response.writeHead(404).end();
        return;
      }
      response
        .writeHead(200, { "content-type": "text/xml; charset=utf-8" })
        .end(replaced ?? configurationFile(domain, options));
    },
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    answerWith: (document) => {
      replaced = document;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Mozilla's format: OAuth2 for personal and shared mailboxes, a client certificate for applications. */
const configurationFile = (
  domain: string,
  { imapHost, smtpHost, authentication = "OAuth2" }: AutoconfigOptions,
): string => `<?xml version="1.0" encoding="UTF-8"?>
<clientConfig version="1.1">
  <emailProvider id="${domain}">
    <domain>${domain}</domain>
    <displayName>Opérateur d'essai DEMO</displayName>
    <incomingServer type="imap">${endpoint(imapHost, 143, authentication)}</incomingServer>
    <incomingServer type="imap">${endpoint(`app.${imapHost}`, 143, "TLS-client-cert")}</incomingServer>
    <outgoingServer type="smtp">${endpoint(smtpHost, 587, authentication)}</outgoingServer>
    <outgoingServer type="smtp">${endpoint(`app.${smtpHost}`, 587, "TLS-client-cert")}</outgoingServer>
  </emailProvider>
</clientConfig>
`;

const endpoint = (host: string, port: number, authentication: string): string => `
      <hostname>${host}</hostname>
      <port>${port}</port>
      <socketType>STARTTLS</socketType>
      <username>%EMAILADDRESS%</username>
      <authentication>${authentication}</authentication>
    `;

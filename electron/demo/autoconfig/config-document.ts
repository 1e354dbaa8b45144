/** One entry point of a demonstration domain as config-v1.1.xml describes it. */
export type DemoEntryPoint = {
  readonly auth: "OAuth2" | "TLS-client-cert";
  readonly imapHost: string;
  readonly imapPort: number;
  readonly smtpHost: string;
  readonly smtpPort: number;
};

/** A domain of the demonstration and its two entry points (PER/ORG and APP). */
export type DemoMailDomain = {
  readonly domain: string;
  readonly name: string;
  readonly entryPoints: readonly DemoEntryPoint[];
};

/** The document an operator serves (Mozilla ConfigFileFormat 1.1): the servers, by STARTTLS, and nothing about identity providers. */
export function configDocument(domain: DemoMailDomain): string {
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<clientConfig version="1.1">`,
    `  <emailProvider id="${escapeXml(domain.domain)}">`,
    `    <domain>${escapeXml(domain.domain)}</domain>`,
    `    <displayName>${escapeXml(domain.name)}</displayName>`,
    ...domain.entryPoints.flatMap((point) => [
      ...server("incomingServer", "imap", point.imapHost, point.imapPort, point.auth),
      ...server("outgoingServer", "smtp", point.smtpHost, point.smtpPort, point.auth),
    ]),
    `  </emailProvider>`,
    `</clientConfig>`,
    ``,
  ].join("\n");
}

function server(element: string, type: string, host: string, port: number, auth: string): readonly string[] {
  return [
    `    <${element} type="${type}">`,
    `      <hostname>${escapeXml(host)}</hostname>`,
    `      <port>${port}</port>`,
    `      <socketType>STARTTLS</socketType>`,
    `      <username>%EMAILADDRESS%</username>`,
    `      <authentication>${auth}</authentication>`,
    `    </${element}>`,
  ];
}

const escapeXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { X509Certificate } from "node:crypto";
import type { Pki, Publication, Signer } from "./pki";

/** The throw-away authority's publisher: its lists and its OCSP answers over plain HTTP on loopback. */
export type Publisher = {
  readonly port: number;
  /** From now on lists and answers say that certificate is revoked. */
  revoke(certPem: string): void;
  close(): Promise<void>;
};

const LIFE_MS = 7 * 86_400_000;
const OCSP_PATH = "/ocsp/";

/** What certificates say of where to look, for a publisher known as `host`. */
export function publicationAt(host: string): Publication {
  return { listUrl: (signer) => `http://${host}/${signer}.crl`, ocspUrl: `http://${host}${OCSP_PATH}` };
}

/** Starts publishing for an authority; lists and answers are signed when asked, and last a week. */
export async function startPublisher(
  pki: Pki,
  options: { readonly now: () => Date; readonly port?: number },
): Promise<Publisher> {
  const revoked = new Map<string, string>();
  const until = () => new Date(options.now().getTime() + LIFE_MS);
  const isRootBusiness = (pem: string) =>
    new X509Certificate(pem).fingerprint256 === new X509Certificate(pki.intermediatePem).fingerprint256;
  const listOf = (signer: Signer) =>
    pki.revocationList(
      [...revoked.values()].filter((pem) => isRootBusiness(pem) === (signer === "root")),
      until(),
      signer,
    );
  const statusOf = (serial: string) => (revoked.has(serial) ? "revoked" : "good");
  const server = createServer((request, response) => {
    answer(request).then(
      (body) => (body === undefined ? response.writeHead(404).end() : response.end(body)),
      () => response.writeHead(400).end(),
    );
  });
  const answer = async (request: IncomingMessage): Promise<Uint8Array | undefined> => {
    const signer = /^\/(root|org)\.crl$/u.exec(request.url ?? "")?.[1];
    if (signer === "root" || signer === "org") return listOf(signer);
    if (request.method !== "POST" || request.url !== OCSP_PATH) return undefined;
    const question = await readQuestion(request);
    const by = question.includes(serialBytes(pki.intermediatePem)) ? "root" : "org";
    return pki.ocspAnswer(question, statusOf, until(), by);
  };
  await new Promise<void>((done) => server.listen(options.port ?? 0, "127.0.0.1", done));
  return {
    port: (server.address() as AddressInfo).port,
    revoke: (certPem) => void revoked.set(new X509Certificate(certPem).serialNumber.toLowerCase(), certPem),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

const serialBytes = (pem: string): Buffer => Buffer.from(new X509Certificate(pem).serialNumber, "hex");

async function readQuestion(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let room = 4096;
  for await (const part of request as AsyncIterable<Buffer>) {
    room -= part.length;
    if (room < 0) throw new Error("too long for a question");
    parts.push(part);
  }
  return Buffer.concat(parts);
}

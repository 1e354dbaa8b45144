import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import { testPki } from "../../demo/pki/testing/authorities";
import { destinationFinder } from "../../trust/address";
import { httpsRequester } from "../../trust/https-request";
import { type Manifest, writeManifest } from "../manifest";
import { MANIFEST_NAME } from "../updater";

const HOST = "mises-a-jour.demo.mssante.fr";

/** Where the publisher of a test is, for who asks under its name. */
export const ADDRESS = `https://${HOST}/pli/`;

/** A publisher on loopback: a key made for the test, a signed manifest, one file; each may be spoilt. */
export type Publisher = {
  readonly key: KeyObject;
  readonly publicKey: KeyObject;
  /** The bytes of the file that it publishes. */
  readonly bytes: Uint8Array;
  manifest: Manifest;
  /** Answers in its place when it says so. */
  instead: RequestListener | null;
  /** What it was asked, `range` header included. */
  readonly asked: string[];
  readonly request: ReturnType<typeof httpsRequester>;
  /** What a packager writes for it. */
  readonly configuration: object;
  readonly stop: () => void;
};

/** The seven kilobytes and more that a test downloads. */
const FILE_BYTES = 7000;

/** Opens it over a real HTTPS server whose authority only the test trusts. */
export async function openPublisher({
  size = FILE_BYTES,
  trusted = true,
  file,
}: { readonly size?: number; readonly trusted?: boolean; readonly file?: Uint8Array } = {}): Promise<Publisher> {
  const { privateKey: key, publicKey } = generateKeyPairSync("ed25519");
  const bytes = file ?? randomBytes(size);
  const pki = await testPki();
  const { certPem, keyPem } = await pki.issue([HOST]);
  const server = createServer({ cert: certPem, key: keyPem }, (request, response) => {
    publisher.asked.push([request.url ?? "", request.headers.range ?? ""].join(" ").trim());
    (publisher.instead ?? publish)(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const place = { address: "127.0.0.1", port: (server.address() as { readonly port: number }).port };
  const resolve = (host: string) =>
    host === HOST ? ({ kind: "mapped", place } as const) : ({ kind: "refused" } as const);
  const request = httpsRequester({
    ca: trusted ? [pki.anchorPem] : [],
    destination: destinationFinder({ resolve, lookup: async () => [] }),
  });
  const publish: RequestListener = ({ url = "", headers }, response) => {
    const name = url.split("/").at(-1);
    if (name === MANIFEST_NAME) return response.end(signed(publisher.manifest, key));
    if (name !== publisher.manifest.files["linux-x64"]?.folder?.name) return response.writeHead(404).end();
    const [, from = "0", to = String(bytes.length - 1)] = /^bytes=(\d+)-(\d+)$/u.exec(headers.range ?? "") ?? [];
    response.writeHead(206, { "content-range": `bytes ${from}-${to}/${bytes.length}` });
    return response.end(bytes.subarray(Number(from), Number(to) + 1));
  };
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  const configuration = {
    address: ADDRESS,
    keys: [Buffer.from(String(publicKey.export({ format: "jwk" })["x"]), "base64url").toString("base64")],
    anchors: [pki.anchorPem],
    hosts: { [HOST]: place },
  };
  const manifest = manifestOf(bytes);
  const publisher: Publisher = {
    key,
    publicKey,
    bytes,
    manifest,
    instead: null,
    asked: [],
    request,
    configuration,
    stop,
  };
  return publisher;
}

/** The bytes of a manifest signed by a key. */
export function signed(manifest: object, key: KeyObject): Uint8Array {
  const bytes = Buffer.from(JSON.stringify(manifest));
  return writeManifest(bytes, [sign(null, bytes, key)]);
}

/** What the publisher says of a file: version 0.2.0 of tests, for Linux. */
export function manifestOf(bytes: Uint8Array): Manifest {
  const file = {
    name: "pli-0.2.0-linux-x64.zip",
    size: bytes.length,
    sha512: createHash("sha512").update(bytes).digest("hex"),
  };
  return {
    format: 1,
    copy: "test",
    version: "0.2.0",
    date: "2026-11-20T08:00:00.000Z",
    expires: "2026-12-20T08:00:00.000Z",
    minSchema: 10,
    notes: { fr: "Envoi plus rapide.", en: "Faster sending." },
    files: { "linux-x64": { folder: file } },
  };
}

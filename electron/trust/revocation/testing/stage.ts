import { X509Certificate } from "node:crypto";
import { createPki, type Pki, type Publication, restorePki } from "../../../demo/pki/pki";
import { publicationAt, type Publisher, startPublisher } from "../../../demo/pki/publisher";
import { destinationFinder } from "../../address";
import { publisherOverHttp } from "../ask-publisher";
import type { AskPublisher, ListStore } from "../ports";
import { createRevocation, type RevocationOrder } from "../revocation";

/** The name the throw-away authority publishes under. */
export const PUBLISHER_HOST = "igc.demo.mssante.fr";
const HOST = "imap.demo.mssante.fr";

/** A real authority and its real publisher, with a clock and a network a test can bend. */
export type Stage = Awaited<ReturnType<typeof openStage>>;

export async function openStage(options: { publishesLists?: boolean; publishesOcsp?: boolean } = {}) {
  const clock = { ahead: 0, now: () => Date.now() + clock.ahead };
  const now = () => new Date(clock.now());
  const { listUrl, ocspUrl } = publicationAt(PUBLISHER_HOST);
  const nowhere = "http://ailleurs.demo.mssante.fr/";
  const publication = {
    listUrl: options.publishesLists === false ? () => `${nowhere}x.crl` : listUrl,
    ...(options.publishesOcsp === false || ocspUrl === undefined ? {} : { ocspUrl }),
  };
  const pki = await authorityOf(JSON.stringify(options), { now, publication });
  const leafPem = firstOf((await pki.issue([HOST])).certPem);
  const publisher = await startPublisher(pki, { now });
  const asked: string[] = [];
  const network: { ask: AskPublisher } = { ask: askAt(publisher) };
  const ask: AskPublisher = (exchange) => {
    asked.push(new URL(exchange.url).pathname);
    return network.ask(exchange);
  };
  return { pki, publisher, clock, asked, network, ask, leafPem, store: memoryStore(), chain: chainOf(pki, leafPem) };
}

const saved = new Map<string, Promise<string>>();

/** The authority of stages alike, each under its own clock: its keys and first certificate are made once a process. */
async function authorityOf(
  kind: string,
  options: { readonly now: () => Date; readonly publication: Publication },
): Promise<Pki> {
  const known = saved.get(kind) ?? savedAuthority(options.publication);
  saved.set(kind, known);
  const pki = await restorePki(await known, options);
  if (pki === undefined) throw new Error("the authority is not restored");
  return pki;
}

async function savedAuthority(publication: Publication): Promise<string> {
  const pki = await createPki({ now: () => new Date(), publication, hosts: [HOST] });
  return pki.serialize();
}

/** A check over the stage, as after a start of the application: its memory is new, its store is what was kept. */
export function startCheck(
  stage: Stage,
  options: { order?: RevocationOrder; isAllowedHost?: (host: string) => boolean; patienceMs?: number } = {},
) {
  const { ask, store, clock } = stage;
  const { check } = createRevocation({
    ask,
    store,
    clock,
    isAllowedHost: (host) => host === PUBLISHER_HOST,
    ...options,
  });
  return (chain: readonly Uint8Array[] = stage.chain) => check(chain);
}

/** The network as it is, to the publisher and nowhere else. */
export function askAt(publisher: Publisher): AskPublisher {
  const place = { address: "127.0.0.1", port: publisher.port };
  return publisherOverHttp({
    destination: destinationFinder({
      resolve: (host) => (host === PUBLISHER_HOST ? { kind: "mapped", place } : { kind: "refused" }),
      lookup: async () => [],
    }),
  });
}

export const chainOf = (pki: Pki, leafPem: string): readonly Uint8Array[] =>
  [leafPem, pki.intermediatePem, pki.anchorPem].map(derOf);

export const derOf = (pem: string): Uint8Array => new Uint8Array(new X509Certificate(pem).raw);

/** The first certificate of a file that holds several. */
export const firstOf = (pem: string): string =>
  `${pem.split("-----END CERTIFICATE-----")[0]}-----END CERTIFICATE-----\n`;

export function memoryStore(): ListStore & { readonly kept: Map<string, { bytes: Uint8Array; savedAt: number }> } {
  const kept = new Map<string, { bytes: Uint8Array; savedAt: number }>();
  return { kept, get: async (key) => kept.get(key) ?? null, set: async (key, value) => void kept.set(key, value) };
}

import { type ClientRequest, request as httpRequest } from "node:http";
import { inspect } from "node:util";
import { expect } from "vitest";
import type { BrowserAnswer } from "../../demo/psc/browser-interaction";
import { REHEARSAL_PEOPLE, type Rehearsal, rehearse } from "../../demo/psc/testing/rehearsal";
import { destinationFinder } from "../../trust/address";
import { httpsRequester } from "../../trust/https-request";
import { type BrowserPscClient, type BrowserSignInRequest, createBrowserClient } from "../browser-flow";
import { parseIdNat } from "../id-nat";
import type { HttpsRequest } from "../../../shared/domain/https-exchange";
import type { Clock } from "../ports";
import { secureRandom, systemClock } from "../system-clock";

export const camille = parseIdNat(REHEARSAL_PEOPLE[0]?.idNat ?? "") ?? expect.fail("no person");
export const dominique = { idNat: REHEARSAL_PEOPLE[1]?.idNat ?? "" };
const pages = {
  language: "fr",
  title: "Pli",
  signedIn: "Vous êtes connecté.",
  notSignedIn: "La connexion n'a pas <abouti>.",
} as const;

type Visit = (url: string) => Promise<unknown>;
export type SignInOptions = {
  request?: HttpsRequest;
  /** What the browser does with the address; it never tells how it went. */
  visit?: Visit;
  openInBrowser?: Visit;
  clock?: Clock;
  port?: number;
  settings?: object;
  sign?: Partial<BrowserSignInRequest>;
};

/** The make-believe provider, a browser that follows it with its cookies, and the client under test. */
export type BrowserStage = Rehearsal & {
  readonly network: HttpsRequest;
  /** Who the browser's page lets in; Camille until told otherwise. */
  letsIn(answer: BrowserAnswer): void;
  client(options?: SignInOptions): BrowserPscClient;
  signIn(options?: SignInOptions): ReturnType<BrowserPscClient["signIn"]>;
  /** Follows the provider up to the address that comes back to us, without going there. */
  comeBack(start: string): Promise<string>;
  browse(start: string): Promise<Seen>;
};

export async function openBrowserStage(): Promise<BrowserStage> {
  const camilleSignsIn: BrowserAnswer = () => ({ idNat: camille });
  let answer = camilleSignsIn;
  const stage = await rehearse({ browserAnswer: () => answer() });
  const network = httpsRequester({
    ca: [stage.pki.anchorPem],
    destination: destinationFinder({ resolve: stage.resolve, lookup: async () => [] }),
  });
  const comeBack = (start: string) => follow(network, start);
  const browse = async (start: string) => get(await comeBack(start));
  const client = ({ visit = browse, ...options }: SignInOptions = {}) =>
    createBrowserClient({
      settings: { ...stage.settings, ...options.settings },
      request: options.request ?? network,
      clock: options.clock ?? systemClock,
      random: secureRandom,
      openInBrowser: async (url) => {
        await options.openInBrowser?.(url);
        visit(url).catch(() => undefined);
      },
      returnsTo: { host: "127.0.0.1", port: options.port ?? 0, path: "/retour" },
      pages: () => pages,
    });
  return {
    ...stage,
    network,
    letsIn: (next) => void (answer = next),
    client,
    signIn: (options = {}) =>
      client(options).signIn({ signal: new AbortController().signal, onWaiting: () => undefined, ...options.sign }),
    comeBack,
    browse,
  };
}

export type Seen = { status: number; headers: Record<string, unknown>; text: string };
/** What a browser gets from the loopback listener. */
export function get(url: string, headers: Record<string, string> = {}, method = "GET"): Promise<Seen> {
  return new Promise((done, fail) => {
    const asked: ClientRequest = httpRequest(url, { headers, method, agent: false }, (incoming) => {
      let text = "";
      incoming.setEncoding("utf8").on("data", (part: string) => (text += part));
      incoming.on("end", () => done({ status: incoming.statusCode ?? 0, headers: incoming.headers, text }));
    });
    asked.on("error", fail).end();
  });
}

export const parameter = (url: string, name: string): string => new URL(url).searchParams.get(name) ?? "";
export const changed = (url: string, edit: (query: URLSearchParams) => void): string => {
  const copy = new URL(url);
  edit(copy.searchParams);
  return copy.href;
};

async function follow(network: HttpsRequest, start: string): Promise<string> {
  const jar = new Map<string, string>();
  let url = start;
  for (let hop = 0; hop < 10; hop += 1) {
    if (url.startsWith("http://")) return url;
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const step = await network({ url, method: "GET", headers: { cookie }, timeoutMs: 5_000, maxBytes: 100_000 });
    if (!step.ok || step.headers["location"] === undefined)
      return expect.fail(`the provider stopped: ${inspect(step)}`);
    for (const one of (step.headers["set-cookie"] ?? "").split(/,(?=[^;,]+=)/u)) {
      const [, name, value] = /^\s*([^=]+)=([^;]*)/u.exec(one) ?? [];
      if (name !== undefined) jar.set(name, value ?? "");
    }
    url = new URL(step.headers["location"], url).href;
  }
  return expect.fail("too many redirects");
}

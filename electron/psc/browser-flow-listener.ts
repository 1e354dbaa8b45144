import { timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserReturn } from "#shared/domain/environment";
import { browserPage, type BrowserPages, PAGE_HEADERS } from "./browser-flow-page";

/** The provider's answer, brought by the browser; `finish` shows the person how it ended, once. */
export type Callback = { readonly url: URL; finish(outcome: "signed-in" | "not-signed-in"): void };

/** Waits for one answer that carries our state; everything else is turned away and changes nothing. */
export type ReturnListener = {
  readonly redirectUri: string;
  /** Never rejects; "flooded" when so many strange answers came that somebody is guessing. */
  readonly callback: Promise<Callback | "flooded">;
  close(): void;
};

const MAX_STRANGERS = 50;

/**
 * Listens on loopback for the answer to `state`; "port-in-use" when the port is taken or may not be used. PSC is not known to accept a free port
 * (0): a fixed declared one is the safe setting. `host` is how the address is written; the listener is on 127.0.0.1 either way.
 */
export async function listenForReturn(
  at: BrowserReturn,
  state: string,
  pages: BrowserPages,
): Promise<ReturnListener | "port-in-use"> {
  let deliver: (found: Callback | "flooded") => void = () => undefined;
  const callback = new Promise<Callback | "flooded">((resolve) => {
    deliver = resolve;
  });
  const origin = { text: "" };
  let strangers = 0;
  let isOver = false;
  const server = createServer(LIMITS, (request, response) => {
    const url = isOver ? undefined : ourAnswer(request, at, origin.text, state);
    if (url === undefined) {
      turnAway(response, pages);
      if (!isOfAnotherPage(request)) strangers += 1;
      if (strangers > MAX_STRANGERS) deliver("flooded");
      return;
    }
    // One-shot: the same answer played again finds nobody.
    isOver = true;
    deliver({
      url,
      finish: (outcome) => say(response, 200, pages, outcome === "signed-in" ? "signedIn" : "notSignedIn"),
    });
  });
  server.maxConnections = 16;
  if (!(await isListening(server, at.port))) return "port-in-use";
  origin.text = `http://${at.host}:${(server.address() as AddressInfo).port}`;
  return { redirectUri: `${origin.text}${at.path}`, callback, close: () => closeSoon(server) };
}

const LIMITS = { maxHeaderSize: 16 * 1024, headersTimeout: 5_000, requestTimeout: 5_000, keepAliveTimeout: 1 } as const;

/** The address that was asked for, when it is ours, reached by its own name (no rebound DNS), by a person's browser going there, with our state once. */
function ourAnswer(request: IncomingMessage, at: BrowserReturn, origin: string, state: string): URL | undefined {
  const target = `${origin}${request.url ?? ""}`;
  if (request.method !== "GET" || `http://${request.headers.host ?? ""}` !== origin || !URL.canParse(target))
    return undefined;
  const mode = request.headers["sec-fetch-mode"];
  if (mode !== undefined && mode !== "navigate") return undefined;
  const url = new URL(target);
  const states = url.searchParams.getAll("state");
  return url.origin === origin && url.pathname === at.path && states.length === 1 && isSame(states[0] ?? "", state)
    ? url
    : undefined;
}

/** Asked by a page that the browser shows, in a frame or behind it: it knows nothing of ours, and must not be able to end a sign-in by asking often. */
function isOfAnotherPage({ headers }: IncomingMessage): boolean {
  const [mode, place] = [headers["sec-fetch-mode"], headers["sec-fetch-dest"]];
  return (mode !== undefined && mode !== "navigate") || (place !== undefined && place !== "document");
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function turnAway(response: ServerResponse, pages: BrowserPages): void {
  say(response, 404, pages, "notSignedIn");
}

function say(response: ServerResponse, status: number, pages: BrowserPages, how: "signedIn" | "notSignedIn"): void {
  if (!response.headersSent) response.writeHead(status, PAGE_HEADERS).end(browserPage(pages, how));
}

function isListening(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => resolve(true));
  });
}

/** The port is given back at once; a page on its way out has a moment to leave. */
function closeSoon(server: Server): void {
  server.close();
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 500).unref();
}

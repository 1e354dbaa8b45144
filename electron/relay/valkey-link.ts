import { connect as connectPlain, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { StoreUnavailable } from "./ports";
import { encodeCommand, readReply, type WireReply } from "./valkey-wire";

/** Where Valkey (or Redis) is; `ca` (PEM) is for `rediss:` and `valkeys:`. Every command is bounded by `timeoutMs`. */
export type ValkeyPlace = { readonly url: string; readonly ca?: string; readonly timeoutMs?: number };

/** One connection, opened at need and again after a loss; rejects with `StoreUnavailable`, never with a server's words. */
export type ValkeyLink = { command(...words: readonly string[]): Promise<WireReply>; close(): void };

type Waiter = { readonly resolve: (reply: WireReply) => void; readonly reject: (error: Error) => void };
type Line = { readonly socket: Socket; readonly waiting: Waiter[]; received: Buffer };

/** Makes the link; nothing is opened before the first command. */
export function createValkeyLink(place: ValkeyPlace): ValkeyLink {
  let line: Promise<Line> | undefined;
  let closed = false;
  const open = (): Promise<Line> => {
    const forget = () => {
      if (line === opening) line = undefined;
    };
    const opening = greet(dial(place, forget), place);
    opening.catch(forget);
    return opening;
  };
  return {
    async command(...words) {
      if (closed) throw new StoreUnavailable();
      line ??= open();
      return ask(await line, words, place);
    },
    close() {
      closed = true;
      line?.then(({ socket }) => socket.destroy()).catch(() => undefined);
    },
  };
}

function dial(place: ValkeyPlace, onLost: () => void): Line {
  const url = new URL(place.url);
  const host = url.hostname.replace(/^\[|\]$/gu, "");
  const port = url.port === "" ? 6379 : Number(url.port);
  const secure = url.protocol === "rediss:" || url.protocol === "valkeys:";
  const socket = secure
    ? connectTls({
        host,
        port,
        minVersion: "TLSv1.2",
        // A name is sent and checked; an address is checked as it is (RFC 6066 §3 forbids sending one).
        ...(isIP(host) === 0 ? { servername: host } : {}),
        ...(place.ca === undefined ? {} : { ca: place.ca }),
      })
    : connectPlain({ host, port });
  const line: Line = { socket, waiting: [], received: Buffer.alloc(0) };
  socket.setNoDelay(true);
  socket.on("data", (chunk: Buffer) => receive(line, chunk));
  socket.on("error", () => socket.destroy());
  socket.on("close", () => {
    onLost();
    for (const { reject } of line.waiting.splice(0)) reject(new StoreUnavailable());
  });
  return line;
}

async function greet(line: Line, place: ValkeyPlace): Promise<Line> {
  const url = new URL(place.url);
  const [user, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  const index = url.pathname.slice(1);
  if (password !== "") await mustAccept(line, ["AUTH", ...(user === "" ? [] : [user]), password], place);
  await mustAccept(line, index === "" ? ["PING"] : ["SELECT", index], place);
  return line;
}

async function mustAccept(line: Line, words: readonly string[], place: ValkeyPlace): Promise<void> {
  const reply = await ask(line, words, place);
  if (reply.kind !== "refusal") return;
  line.socket.destroy();
  throw new StoreUnavailable();
}

/** Replies come in the order of the commands: one that is late makes the whole connection useless. */
function ask(line: Line, words: readonly string[], place: ValkeyPlace): Promise<WireReply> {
  return new Promise((resolve, reject) => {
    if (line.socket.destroyed) return reject(new StoreUnavailable());
    const timer = setTimeout(() => line.socket.destroy(), place.timeoutMs ?? 2_000);
    const settle =
      <Value>(act: (value: Value) => void) =>
      (value: Value) => {
        clearTimeout(timer);
        act(value);
      };
    line.waiting.push({ resolve: settle(resolve), reject: settle(reject) });
    line.socket.write(encodeCommand(words));
  });
}

function receive(line: Line, chunk: Buffer): void {
  line.received = line.received.length === 0 ? chunk : Buffer.concat([line.received, chunk]);
  for (;;) {
    if (line.received.length === 0) return;
    const reading = readReply(line.received);
    if (reading === "more") return;
    const waiter = reading === "broken" ? undefined : line.waiting.shift();
    // Bytes nobody asked for, or that make no sense: what follows cannot be trusted either.
    if (reading === "broken" || waiter === undefined) return void line.socket.destroy();
    line.received = line.received.subarray(reading.size);
    waiter.resolve(reading.reply);
  }
}

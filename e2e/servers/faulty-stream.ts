import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { Fault } from "./fault-proxy";
import type { ServerCertificate } from "./server-parts";

/** One way of a connection under a fault. */
export type FaultyStream = { faultChanged(): void };

type Options = {
  readonly fault: () => Fault;
  readonly fromClient: boolean;
  readonly keep: (piece: Buffer) => void;
};

/** How long a retransmission takes (RFC 6298: no less than 200 ms in practice). */
const RETRANSMISSION_MS = 200;
/** Fatal alert, handshake_failure (RFC 5246 §7.2). */
const FATAL_ALERT = Buffer.from([21, 3, 3, 0, 2, 2, 40]);
const HELLO = { record: 22, version: 3, kind: 1 } as const;

/** Passes what `from` says to `to` in its order, as the fault of the moment lets it. */
export function faultyStream(from: Socket, to: Socket, { fault, fromClient, keep }: Options): FaultyStream {
  const waiting: Buffer[] = [];
  let running = false;
  let wake = (): void => undefined;
  let count = 0;
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => (clearTimeout(timer), resolve());
    });
  const passOne = async (piece: Buffer): Promise<void> => {
    const now = fault();
    count += 1;
    if (swallows()) return;
    if (now.kind === "alert" && fromClient && isHello(piece)) {
      from.end(FATAL_ALERT);
      to.destroy();
      return;
    }
    if (now.kind === "impostor" && fromClient && isHello(piece)) {
      to.destroy();
      return impersonate(from, piece, now.certificate);
    }
    if (now.kind === "stall") await pause(now.ms);
    if (now.kind === "loss" && count % now.oneIn === 0) await pause(RETRANSMISSION_MS);
    if (now.kind !== "drip") return void to.write(piece);
    for (let at = 0; at < piece.length; at += 1) {
      const still = fault();
      if (still.kind !== "drip") return void to.write(piece.subarray(at));
      to.write(piece.subarray(at, at + 1));
      await pause(1000 / still.bytesPerSecond);
    }
  };
  const swallows = (): boolean => fault().kind === "half-open" || (fault().kind === "drop" && fromClient);
  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    for (let piece = waiting.shift(); piece !== undefined; piece = waiting.shift()) await passOne(piece);
    running = false;
    if (from.readableEnded && !swallows()) to.end();
  };
  from.on("data", (piece: Buffer) => {
    keep(piece);
    waiting.push(piece);
    void run();
  });
  from.on("end", () => void run());
  return { faultChanged: () => wake() };
}

const isHello = (piece: Buffer): boolean =>
  piece[0] === HELLO.record && piece[1] === HELLO.version && piece[5] === HELLO.kind;

/** Answers the hello as a server of that certificate would; whoever looks at it goes no further. */
function impersonate(client: Socket, hello: Buffer, { certPem, keyPem }: ServerCertificate): void {
  client.removeAllListeners("data").pause();
  client.unshift(hello);
  new TLSSocket(client, { isServer: true, cert: certPem, key: keyPem, minVersion: "TLSv1.2" })
    .on("error", () => client.destroy())
    .resume();
}

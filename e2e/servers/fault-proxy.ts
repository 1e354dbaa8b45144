import { connect, createServer, type Server, type Socket } from "node:net";
import { type FaultyStream, faultyStream } from "./faulty-stream";
import type { ServerCertificate } from "./server-parts";

/**
 * What is wrong between the application and one server. `closed`: the port refuses; `cut`: the end of the stream at once, `reset`: RST;
 * `half-open`: connections stand and say nothing, and are gone when it heals; `drop`: what the client says is lost; `stall`: every byte waits;
 * `drip`: so many bytes a second; `loss`: a piece waits for its retransmission, one time in `oneIn`; `alert`: the hello of TLS is answered by
 * a fatal alert; `impostor`: TLS is answered in the server's place, under another certificate.
 */
export type Fault =
  | { readonly kind: "none" | "closed" | "cut" | "reset" | "half-open" | "drop" | "alert" }
  | { readonly kind: "stall"; readonly ms: number }
  | { readonly kind: "drip"; readonly bytesPerSecond: number }
  | { readonly kind: "loss"; readonly oneIn: number }
  | { readonly kind: "impostor"; readonly certificate: ServerCertificate };

/** What passed on one connection, both ways, up to `KEPT_BYTES`. */
export type Passed = { readonly fromClient: Buffer; readonly fromServer: Buffer; readonly open: boolean };

/** A place on loopback that leads to a server, until told otherwise. */
export type FaultProxy = {
  readonly port: number;
  /** Breaks what is open and what comes; `none` heals. */
  inject(fault: Fault): Promise<void>;
  /** Leads the connections to come to that port for good; `detour` until it heals. Those open are reset. */
  leadTo(port: number): void;
  detour(port: number): void;
  /** No fault, and its own server again; what is open stays unless it led elsewhere. */
  heal(): Promise<void>;
  /** What passed on each connection since the last `forget`, oldest first. */
  passed(): readonly Passed[];
  forget(): void;
  stop(): Promise<void>;
};

const KEPT_BYTES = 65_536;

type Pair = { readonly client: Socket; readonly server: Socket; readonly ways: readonly FaultyStream[] };

/** Starts a proxy in front of a loopback port; it knows no protocol, but the first bytes of TLS. */
export async function startFaultProxy(target: number, host = "127.0.0.1"): Promise<FaultProxy> {
  let fault: Fault = { kind: "none" };
  let own = target;
  let leading = target;
  const pairs = new Set<Pair>();
  let kept: { fromClient: Buffer[]; fromServer: Buffer[]; size: number; open: boolean }[] = [];
  const breakOpen = (kind: "cut" | "reset"): void => {
    for (const { client, server } of pairs) {
      if (kind === "cut") client.destroySoon();
      else client.resetAndDestroy();
      server.destroy();
    }
  };
  const accept = (client: Socket): void => {
    if (fault.kind === "cut" || fault.kind === "reset") {
      client.on("error", () => undefined);
      if (fault.kind === "cut") client.end().destroySoon();
      else client.resetAndDestroy();
      return;
    }
    const server = connect({ host: "127.0.0.1", port: leading, allowHalfOpen: true });
    const line = { fromClient: [] as Buffer[], fromServer: [] as Buffer[], size: 0, open: true };
    kept.push(line);
    const keep = (side: Buffer[]) => (piece: Buffer) => {
      if ((line.size += piece.length) <= KEPT_BYTES) side.push(piece);
    };
    const ways = [
      faultyStream(client, server, { fault: () => fault, fromClient: true, keep: keep(line.fromClient) }),
      faultyStream(server, client, { fault: () => fault, fromClient: false, keep: keep(line.fromServer) }),
    ];
    const pair = { client, server, ways };
    pairs.add(pair);
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      socket.on("error", () => other.resetAndDestroy());
      socket.once("close", () => {
        line.open = false;
        if (other.destroyed) pairs.delete(pair);
      });
    }
  };
  const listener = createServer({ allowHalfOpen: true }, accept);
  const port = await listenOn(listener, 0, host);
  const lead = (to: number): void => {
    leading = to;
    breakOpen("reset");
  };
  const inject = async (next: Fault): Promise<void> => {
    const before = fault;
    fault = next;
    if (next.kind === "cut" || next.kind === "reset") breakOpen(next.kind);
    // What was opened under the right certificate would notice nothing.
    if (next.kind === "impostor") breakOpen("reset");
    if (next.kind === "closed") {
      const closed = closing(listener);
      breakOpen("reset");
      await closed;
    }
    if (before.kind === "closed" && next.kind !== "closed") await listenOn(listener, port, host);
    // What a dead line swallowed cannot be resumed: the other side has forgotten it.
    if (before.kind === "half-open" || before.kind === "drop") breakOpen("reset");
    for (const { ways } of pairs) for (const way of ways) way.faultChanged();
  };
  return {
    port,
    inject,
    leadTo: (to) => lead((own = to)),
    detour: lead,
    heal: async () => {
      if (fault.kind !== "none") await inject({ kind: "none" });
      if (leading !== own) lead(own);
    },
    passed: () =>
      kept.map(({ fromClient, fromServer, open }) => ({
        fromClient: Buffer.concat(fromClient),
        fromServer: Buffer.concat(fromServer),
        open,
      })),
    forget: () => {
      kept = [];
    },
    stop: async () => {
      const closed = listener.listening ? closing(listener) : Promise.resolve();
      breakOpen("reset");
      await closed;
    },
  };
}

const closing = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));

function listenOn(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

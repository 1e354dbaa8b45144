import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { createSecureContext, TLSSocket } from "node:tls";

/** A TCP server on loopback; `serve` is given every connection. */
export async function listen(
  serve: (socket: Socket) => void,
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Ends TLS in front of a server in clear, as an LDAPS port does. */
export async function tlsBefore(
  port: number,
  identity: { readonly certPem: string; readonly keyPem: string },
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const context = createSecureContext({ cert: identity.certPem, key: identity.keyPem });
  return listen((socket) => {
    const front = new TLSSocket(socket, { isServer: true, secureContext: context });
    const back = connect({ host: "127.0.0.1", port });
    const end = () => [front, back].forEach((each) => each.destroy());
    for (const each of [front, back]) each.on("error", end).on("close", end);
    front.pipe(back).pipe(front);
  });
}

/** A relay in front of a real server that a test may cut or silence, and that keeps what clients sent, one buffer per connection. */
export type Relay = {
  readonly port: number;
  readonly sent: Buffer[];
  /** Cuts every connection now open. */
  readonly cut: () => void;
  /** From now on bytes go nowhere. */
  mute: boolean;
  /** Cuts a connection as soon as its client has sent this text. */
  cutAfter: string | null;
  readonly close: () => Promise<void>;
};

export async function relayTo(port: number): Promise<Relay> {
  const open = new Set<Socket>();
  const sent: Buffer[] = [];
  const front = await listen((socket) => {
    const back = connect({ host: "127.0.0.1", port });
    open.add(socket);
    const index = sent.push(Buffer.alloc(0)) - 1;
    const end = () => [socket, back].forEach((each) => each.destroy());
    for (const each of [socket, back]) each.on("error", end).on("close", end);
    socket.on("data", (chunk: Buffer) => {
      sent[index] = Buffer.concat([sent[index] ?? Buffer.alloc(0), chunk]);
      if (relay.cutAfter !== null && sent[index].includes(relay.cutAfter)) end();
      else if (!relay.mute) back.write(chunk);
    });
    back.on("data", (chunk: Buffer) => (relay.mute ? undefined : socket.write(chunk)));
  });
  const relay: Relay = {
    port: front.port,
    sent,
    mute: false,
    cutAfter: null,
    cut: () => {
      for (const socket of open) socket.destroy();
      open.clear();
    },
    close: front.close,
  };
  return relay;
}

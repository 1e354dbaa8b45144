import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A load balancer of the simplest kind: each new connection to the next instance; one that refuses is passed over. */
export async function startBalancer(ports: () => readonly number[]) {
  const served: number[] = [];
  const open = new Set<Socket>();
  let turn = 0;
  const server = createServer((incoming) => {
    open.add(incoming);
    incoming.on("close", () => open.delete(incoming)).on("error", () => incoming.destroy());
    const attempt = (left: number): void => {
      const port = ports()[turn++ % ports().length];
      if (left === 0 || port === undefined) return void incoming.destroy();
      const outgoing = connect(port, "127.0.0.1");
      outgoing.once("error", () => {
        if (outgoing.connecting || outgoing.bytesRead === 0) attempt(left - 1);
      });
      outgoing.once("connect", () => {
        served.push(port);
        outgoing.removeAllListeners("error").on("error", () => incoming.destroy());
        outgoing.on("close", () => incoming.destroy());
        incoming.on("close", () => outgoing.destroy());
        incoming.pipe(outgoing).pipe(incoming);
      });
    };
    attempt(ports().length);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    served,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

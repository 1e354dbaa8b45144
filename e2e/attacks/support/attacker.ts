import { createSocket } from "node:dgram";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A server that nothing of ours may ever reach: it answers everything and remembers everything. */
export type Attacker = {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly port: number;
  readonly udpPort: number;
  /** What reached it since the start: `GET /path`, `tcp` for a connection that asked nothing in HTTP, `udp`. */
  readonly hits: () => readonly string[];
  readonly close: () => Promise<void>;
};

/** Listens on loopback, by TCP and by UDP. */
export async function openAttacker(): Promise<Attacker> {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`);
    response.setHeader("access-control-allow-origin", "*");
    response.end("top.pwn = 'loaded'");
  });
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    hits.push("tcp");
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("clientError", (_error, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const udp = createSocket("udp4").on("message", () => hits.push("udp"));
  await new Promise<void>((resolve) => udp.bind(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    udpPort: udp.address().port,
    hits: () => hits,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      udp.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Proves that the server counts: one request and one datagram of the test itself, forgotten afterwards by `from`. */
export async function provesItCounts(attacker: Attacker): Promise<number> {
  await fetch(`${attacker.origin}/control`);
  const udp = createSocket("udp4");
  await new Promise((resolve) => udp.send("x", attacker.udpPort, "127.0.0.1", resolve));
  udp.close();
  for (let turn = 0; turn < 50 && !attacker.hits().includes("udp"); turn += 1)
    await new Promise((resolve) => setTimeout(resolve, 20));
  const seen = new Set(attacker.hits());
  if (!(seen.has("GET /control") && seen.has("tcp") && seen.has("udp"))) throw new Error("the attacker does not count");
  return attacker.hits().length;
}

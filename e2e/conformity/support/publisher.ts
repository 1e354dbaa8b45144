import { createServer } from "node:http";
import type { Ways } from "./ways";
import { PUBLISHER } from "./ways";

/** The publisher of revocation lists, on loopback; it counts who asks. */
export type ListPublisher = {
  readonly url: string;
  readonly asked: () => number;
  stop(): Promise<void>;
};

/** Publishes that list under a name of its own, so that no earlier answer is remembered. */
export async function publishList(ways: Ways, list: () => Uint8Array): Promise<ListPublisher> {
  let asked = 0;
  const path = `/${Date.now().toString(36)}.crl`;
  const server = createServer((request, response) => {
    if (request.url !== path) return void response.writeHead(404).end();
    asked += 1;
    response.writeHead(200, { "content-type": "application/pkix-crl" }).end(list());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  ways.publisher.detour(typeof address === "object" && address !== null ? address.port : 0);
  return {
    url: `http://${PUBLISHER}${path}`,
    asked: () => asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

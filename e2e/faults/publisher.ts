import { createServer } from "node:http";
import type { Pki } from "../../electron/demo/pki/pki";

/** Publishes the authority's list under any path, on loopback; it remembers who was answered whole. */
export type ListPublisher = {
  readonly port: number;
  /** How many times the list of that path was given. */
  readonly served: (path: string) => number;
  stop(): Promise<void>;
};

/** Starts it with a list that revokes nothing, good for a day. */
export async function publishLists(pki: Pki): Promise<ListPublisher> {
  const list = await pki.revocationList([], new Date(Date.now() + 86_400_000));
  const served = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    response.writeHead(200, { "content-type": "application/pkix-crl" });
    response.end(list, () => served.set(path, (served.get(path) ?? 0) + 1));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    served: (path) => served.get(path) ?? 0,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

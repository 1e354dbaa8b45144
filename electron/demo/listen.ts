import type { AddressInfo, Server } from "node:net";

/** Listens, and gives the port; 0 asks for a free one. Rejects when the port is taken. */
export function listen(server: Server, port = 0, host = "127.0.0.1"): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

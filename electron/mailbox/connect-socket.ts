import { connect, type Socket } from "node:net";

/** A TCP connection to a place already resolved, or a rejection after `ms`. */
export function connectSocket(
  place: { readonly address: string; readonly port: number },
  ms = 20_000,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: place.address, port: place.port });
    const fail = (error: Error): void => {
      clearTimeout(timer);
      socket.destroy();
      reject(error);
    };
    const timer = setTimeout(() => fail(Object.assign(new Error("no connection in time"), { code: "ETIMEDOUT" })), ms);
    socket.once("error", fail);
    socket.once("connect", () => {
      clearTimeout(timer);
      socket.off("error", fail);
      // Whoever takes the socket adds its own listener; until then an error must not end the process.
      socket.on("error", () => undefined);
      resolve(socket);
    });
  });
}

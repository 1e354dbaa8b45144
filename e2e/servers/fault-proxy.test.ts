import { connect, createServer, type Server, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { testPki } from "../../electron/demo/pki/testing/authorities";
import { type FaultProxy, startFaultProxy } from "./fault-proxy";

let server: Server;
let proxy: FaultProxy;
const clients: Socket[] = [];

beforeAll(async () => {
  // Says back what it hears; ends when it is told to.
  server = createServer((socket) => {
    socket.on("error", () => undefined).on("data", (piece) => void socket.write(piece));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(async () => {
  proxy = await startFaultProxy(portOf(server));
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await proxy.stop();
});

const portOf = (listening: Server): number => {
  const address = listening.address();
  return typeof address === "object" && address !== null ? address.port : 0;
};

type Heard = { readonly socket: Socket; text: string; end: "open" | "closed" | string };

function open(): Promise<Heard> {
  const socket = connect({ host: "127.0.0.1", port: proxy.port });
  clients.push(socket);
  const heard: Heard = { socket, text: "", end: "open" };
  socket.on("data", (piece) => (heard.text += piece.toString()));
  return new Promise((resolve) => {
    socket.once("connect", () => resolve(heard));
    socket.on("error", (error: NodeJS.ErrnoException) => ((heard.end = error.code ?? "error"), resolve(heard)));
    socket.on("close", () => (heard.end === "open" ? (heard.end = "closed") : undefined));
  });
}

const until = (condition: () => boolean): Promise<void> => expect.poll(condition, { interval: 10 }).toBe(true);

describe("a way to a server", () => {
  test("passes both directions, and remembers them", async () => {
    const one = await open();
    one.socket.write("bonjour");
    await until(() => one.text === "bonjour");
    expect(proxy.passed().map(({ fromClient, fromServer }) => [String(fromClient), String(fromServer)])).toEqual([
      ["bonjour", "bonjour"],
    ]);
    proxy.forget();
    expect(proxy.passed()).toEqual([]);
  });

  test.each([
    ["cut", "closed"],
    ["reset", "ECONNRESET"],
    ["closed", "ECONNRESET"],
  ] as const)("%s: what is open ends as %s, and it heals", async (kind, end) => {
    const one = await open();
    one.socket.write("x");
    await until(() => one.text === "x");
    await proxy.inject({ kind });
    await until(() => one.end === end);
    const during = await open();
    await until(() => during.end !== "open");
    if (kind === "closed") expect(during.end).toBe("ECONNREFUSED");
    await proxy.heal();
    const after = await open();
    after.socket.write("y");
    await until(() => after.text === "y");
  });

  test.each(["half-open", "drop"] as const)("%s: nothing is heard and nothing ends, until it heals", async (kind) => {
    await proxy.inject({ kind });
    const one = await open();
    one.socket.write("perdu");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([one.text, one.end]).toEqual(["", "open"]);
    await proxy.heal();
    await until(() => one.end !== "open");
  });

  test("drip: a byte at a time, in order, the rest at once when it heals", async () => {
    await proxy.inject({ kind: "drip", bytesPerSecond: 20 });
    const one = await open();
    one.socket.write("goutte");
    await until(() => one.text.length > 0);
    expect("goutte").toMatch(new RegExp(`^${one.text}`, "u"));
    expect(one.text).not.toBe("goutte");
    await proxy.heal();
    await until(() => one.text === "goutte");
  });

  test("stall and loss: late, whole and in order", async () => {
    await proxy.inject({ kind: "stall", ms: 30 });
    const one = await open();
    one.socket.write("a");
    one.socket.write("b");
    await until(() => one.text === "ab");
    await proxy.inject({ kind: "loss", oneIn: 2 });
    one.socket.write("c");
    await until(() => one.text === "abc");
  });

  test("alert: only a hello of TLS is answered, by a fatal alert", async () => {
    await proxy.inject({ kind: "alert" });
    const one = await open();
    one.socket.write("EHLO");
    await until(() => one.text === "EHLO");
    one.text = "";
    one.socket.write(Buffer.from([22, 3, 1, 0, 1, 1, 0]));
    await until(() => one.text.charCodeAt(0) === 21);
    await until(() => one.end !== "open");
  });

  test("impostor: TLS is answered under another certificate, and ends what was open", async () => {
    const certificate = await (await testPki()).issue(["imap.essai.mssante.fr"]);
    const one = await open();
    await proxy.inject({ kind: "impostor", certificate });
    await until(() => one.end !== "open");
    const socket = connectTls({ host: "127.0.0.1", port: proxy.port, servername: "imap.essai.mssante.fr" });
    const error = await new Promise<NodeJS.ErrnoException>((resolve) => socket.on("error", resolve));
    expect(error.code).toMatch(/UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET_ISSUER/u);
  });

  test("a detour leads elsewhere until it heals", async () => {
    const other = createServer((socket) => void socket.on("error", () => undefined).end("ailleurs"));
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    proxy.detour(portOf(other));
    const one = await open();
    await until(() => one.text === "ailleurs");
    await proxy.heal();
    const back = await open();
    back.socket.write("ici");
    await until(() => back.text === "ici");
    await new Promise((resolve) => other.close(resolve));
  });
});

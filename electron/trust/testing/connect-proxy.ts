import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";

/** What a proxy heard: the method and target of each request, in order. */
export type ConnectProxy = { readonly port: number; readonly heard: readonly string[]; readonly close: () => void };

/** How one behaves: `account` is `name:password` that it wants; `answer` replaces what it would do; `places` is where names really are. */
export type ConnectProxyOptions = {
  readonly account?: string;
  readonly answer?: string;
  readonly places?: Readonly<Record<string, number>>;
};

/** A real HTTP proxy on loopback (CONNECT and absolute form, basic authentication), which only ever reaches loopback. */
export async function startConnectProxy(options: ConnectProxyOptions = {}): Promise<ConnectProxy> {
  const heard: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((incoming, outgoing) => {
    heard.push(`${incoming.method} ${incoming.url}`);
    pass(incoming, outgoing, options);
  });
  server.on("connect", (incoming: IncomingMessage, client: Socket) => {
    heard.push(`CONNECT ${incoming.url}`);
    client.on("error", () => undefined);
    tunnel(incoming, client, options);
  });
  server.on("connection", (socket) => open.add(socket));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const close = (): void => {
    for (const socket of open) socket.destroy();
    server.close();
  };
  return { port: (server.address() as AddressInfo).port, heard, close };
}

function tunnel(incoming: IncomingMessage, client: Socket, options: ConnectProxyOptions): void {
  if (options.answer !== undefined) return void client.end(options.answer);
  if (!isAllowed(incoming, options))
    return void client.end('HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm="p"\r\n\r\n');
  const server = connect({ host: "127.0.0.1", port: portOf(incoming.url ?? "", options) });
  server.on("error", () => client.end("HTTP/1.1 502 Bad Gateway\r\n\r\n"));
  server.on("connect", () => {
    client.write("HTTP/1.1 200 Connection established\r\n\r\n");
    server.pipe(client).pipe(server);
  });
  client.on("close", () => server.destroy());
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, options: ConnectProxyOptions): void {
  if (!isAllowed(incoming, options)) return void outgoing.writeHead(407).end();
  const { host, pathname } = new URL(incoming.url ?? "");
  const onward = request({ host: "127.0.0.1", port: portOf(host, options), path: pathname, headers: { host } });
  onward.on("response", (answer) => {
    outgoing.writeHead(answer.statusCode ?? 0);
    answer.pipe(outgoing);
  });
  onward.on("error", () => outgoing.writeHead(502).end());
  onward.end();
}

const portOf = (authority: string, { places }: ConnectProxyOptions): number =>
  places?.[authority.replace(/:\d+$/u, "")] ?? Number(authority.split(":").at(-1));

const isAllowed = ({ headers }: IncomingMessage, { account }: ConnectProxyOptions): boolean =>
  account === undefined || headers["proxy-authorization"] === `Basic ${Buffer.from(account).toString("base64")}`;

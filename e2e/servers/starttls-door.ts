import { connect, createServer, type Socket } from "node:net";
import { connect as connectTls, TLSSocket, type SecureContextOptions } from "node:tls";
import type { ServerCertificate } from "./server-parts";

/** One line said on a door, in clear text even where TLS carried it. */
export type SaidLine = { readonly from: "client" | "server"; readonly text: string; readonly secure: boolean };

/** A door that stands in an operator's place: it speaks STARTTLS with its own certificate and hands over to the real server. */
export type StarttlsDoor = {
  readonly port: number;
  /** What was said since the last `forget`, oldest first; a secret is in it, keep it in memory. */
  readonly said: () => readonly SaidLine[];
  forget(): void;
  /** Says a line to whoever is signed in, then ends these connections. */
  dismiss(line: string): void;
  stop(): Promise<void>;
};

export type DoorOptions = {
  readonly protocol: "imap" | "smtp";
  readonly certificate: ServerCertificate;
  /** The real server behind, whose certificate is not looked at: it is on loopback and ours. */
  readonly target: number;
  /** Versions, suites and groups that the door offers. */
  readonly tls?: Pick<SecureContextOptions, "minVersion" | "maxVersion" | "ciphers" | "ecdhCurve" | "dhparam">;
  /** Rewrites what the server says, or null to leave a line out. */
  readonly rewrite?: (line: string, secure: boolean) => string | null;
  /** Answers a client's line in the server's place; `cut` ends the connection behind the answer. */
  readonly answer?: (line: string, secure: boolean) => { readonly say: string; readonly cut?: boolean } | null;
};

const STARTTLS = { imap: /^\S+ STARTTLS$/iu, smtp: /^STARTTLS$/iu } as const;
const ACCEPTED = { imap: /^\S+ OK/iu, smtp: /^220/u } as const;

/** Starts a door on loopback. */
export async function startStarttlsDoor(options: DoorOptions): Promise<StarttlsDoor> {
  let said: SaidLine[] = [];
  const open = new Set<Socket>();
  const inside = new Set<Socket>();
  const server = createServer((client) => {
    const behind = connect({ host: "127.0.0.1", port: options.target });
    for (const socket of [client, behind]) {
      open.add(socket);
      socket
        .on("error", () => undefined)
        .once("close", () => (open.delete(socket), client.destroy(), behind.destroy()));
    }
    relay(
      options,
      { client, behind, secure: false },
      (line) => void said.push(line),
      (secured) => void inside.add(secured),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    said: () => said,
    forget: () => {
      said = [];
    },
    dismiss: (line) => {
      for (const socket of inside) if (!socket.destroyed) socket.end(`${line}\r\n`);
      inside.clear();
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

type Ends = { readonly client: Socket; readonly behind: Socket; readonly secure: boolean };

function relay(
  options: DoorOptions,
  { client, behind, secure }: Ends,
  tell: (line: SaidLine) => void,
  enter: (client: Socket) => void,
): void {
  let upgrading = false;
  onLines(client, (line) => {
    tell({ from: "client", text: line, secure });
    upgrading = !secure && STARTTLS[options.protocol].test(line);
    const own = options.answer?.(line, secure) ?? null;
    if (own === null) return void behind.write(`${line}\r\n`, "latin1");
    tell({ from: "server", text: own.say, secure });
    client.write(`${own.say}\r\n`, "latin1");
    if (own.cut === true) client.destroySoon();
  });
  onLines(behind, (line) => {
    const text = options.rewrite === undefined ? line : options.rewrite(line, secure);
    if (text === null) return;
    tell({ from: "server", text, secure });
    client.write(`${text}\r\n`, "latin1");
    if (upgrading && ACCEPTED[options.protocol].test(line)) {
      const secured = upgrade(options, { client, behind });
      enter(secured.client);
      relay(options, { ...secured, secure: true }, tell, enter);
    }
  });
}

function upgrade(
  { certificate, tls }: DoorOptions,
  { client, behind }: Omit<Ends, "secure">,
): { readonly client: Socket; readonly behind: Socket } {
  for (const socket of [client, behind]) socket.removeAllListeners("data");
  const secured = new TLSSocket(client, {
    isServer: true,
    cert: certificate.certPem,
    key: certificate.keyPem,
    minVersion: "TLSv1.2",
    maxVersion: "TLSv1.2",
    ...tls,
  });
  const inner = connectTls({ socket: behind, rejectUnauthorized: false });
  secured.on("error", () => client.destroy());
  inner.on("error", () => client.destroy());
  return { client: secured, behind: inner };
}

/** Literals pass too: a line is only where the bytes are cut. */
function onLines(socket: Socket, act: (line: string) => void): void {
  let rest = "";
  socket.on("data", (piece: Buffer) => {
    rest += piece.toString("latin1");
    for (let at = rest.indexOf("\r\n"); at >= 0; at = rest.indexOf("\r\n")) {
      const line = rest.slice(0, at);
      rest = rest.slice(at + 2);
      act(line);
    }
  });
}

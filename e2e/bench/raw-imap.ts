import { once } from "node:events";
import { connect } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";

/** Where to sign in, and as whom. */
export type RawTarget = {
  readonly port: number;
  readonly host: string;
  readonly anchorsPem: readonly string[];
  readonly user: string;
  readonly token: string;
};

/** An IMAP session that understands nothing: it sends, and waits for the tagged line. */
export type RawImap = {
  /** Resolves with the number of bytes discarded; rejects when the answer is not OK. `parts` are written as they come. */
  readonly command: (line: string, parts?: Iterable<string | Uint8Array>) => Promise<number>;
  readonly end: () => void;
};

/** A tagged line is short: what may hold its beginning is kept between two chunks. */
const TAIL = 512;

/** Signs in by STARTTLS and XOAUTH2 over a bare socket. */
export async function openRawImap({ port, host, anchorsPem, user, token }: RawTarget): Promise<RawImap> {
  const plain = connect(port, "127.0.0.1");
  await once(plain, "data");
  plain.write("t STARTTLS\r\n");
  await once(plain, "data");
  const socket = connectTls({ socket: plain, servername: host, ca: [...anchorsPem] });
  await once(socket, "secureConnect");
  const session = sessionOver(socket);
  const identity = Buffer.from(`user=${user}\u0001auth=Bearer ${token}\u0001\u0001`).toString("base64");
  await session.command(`AUTHENTICATE XOAUTH2 ${identity}`);
  return session;
}

function sessionOver(socket: TLSSocket): RawImap {
  let tag = 0;
  const command = async (line: string, parts: Iterable<string | Uint8Array> = []): Promise<number> => {
    const name = `b${++tag}`;
    const answered = taggedLine(socket, name);
    socket.write(`${name} ${line}`);
    for (const part of parts) if (!socket.write(part)) await once(socket, "drain");
    socket.write("\r\n");
    return answered;
  };
  return { command, end: () => void socket.destroy() };
}

function taggedLine(socket: TLSSocket, tag: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let tail = Buffer.alloc(0);
    let bytes = 0;
    const done = (act: () => void): void => {
      socket.off("data", hear).off("close", lost);
      act();
    };
    const lost = (): void => done(() => reject(new Error("IMAP: closed")));
    const hear = (chunk: Buffer): void => {
      bytes += chunk.length;
      tail = Buffer.concat([tail, chunk]).subarray(-TAIL);
      const found = new RegExp(`(?:^|\\r\\n)${tag} (OK|NO|BAD)([^\\r]*)\\r\\n$`, "u").exec(tail.toString("latin1"));
      if (found === null) return;
      done(() => (found[1] === "OK" ? resolve(bytes) : reject(new Error(`IMAP: ${found[1]}${found[2]}`))));
    };
    socket.on("data", hear).once("close", lost);
  });
}

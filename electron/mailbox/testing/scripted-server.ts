import { createServer, type AddressInfo, type Socket } from "node:net";
import { createSecureContext, TLSSocket } from "node:tls";
import { tlsPolicy } from "../../trust/tls-policy";
import { testPki } from "../../demo/pki/testing/authorities";
import type { ImapTarget } from "../imap-client";
import { ALICE, IMAP_HOST } from "./practice";

/** What a scripted server does with a line, once behind TLS; `tag` is the command's. */
export type Script = (tag: string, line: string, answer: (text: string) => void, socket: Socket) => void;

/** An IMAP server that offers STARTTLS and then speaks from a script, for what no real server does on demand; `heard` holds each line behind TLS. */
export async function scriptedServer(capability: string, script: Script) {
  const pki = await testPki();
  const { certPem, keyPem } = await pki.issue([IMAP_HOST]);
  const secureContext = createSecureContext({ cert: certPem, key: keyPem, maxVersion: "TLSv1.2" });
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const speak = (socket: Socket): void => {
    onLines(socket, (line) => {
      heard.push(line);
      const tag = line.split(" ")[0] ?? "";
      const answer = (text: string): void => void socket.write(`${text}\r\n`);
      if (/ CAPABILITY$/iu.test(line)) answer(`* CAPABILITY ${capability}\r\n${tag} OK done`);
      else script(tag, line, answer, socket);
    });
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.write("* OK here\r\n");
    onLines(socket, (line) => {
      const tag = line.split(" ")[0] ?? "";
      if (/ CAPABILITY$/iu.test(line)) socket.write(`* CAPABILITY IMAP4rev1 STARTTLS\r\n${tag} OK done\r\n`);
      else if (/ STARTTLS$/iu.test(line)) {
        socket.removeAllListeners("data");
        socket.write(`${tag} OK go\r\n`);
        speak(new TLSSocket(socket, { isServer: true, secureContext }));
      } else socket.write(`${tag} BAD not before TLS\r\n`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    heard,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** How Alice signs in to the one on that port, but for her proof. */
export async function targetAt(port: number): Promise<Omit<ImapTarget, "proof">> {
  return {
    confirm: () => Promise.resolve(),
    user: ALICE,
    host: IMAP_HOST,
    place: { address: "127.0.0.1", port },
    tls: tlsPolicy({ ca: [(await testPki()).anchorPem] }),
    by: "token",
  };
}

function onLines(socket: Socket, act: (line: string) => void): void {
  let rest = "";
  socket.on("error", () => socket.destroy());
  socket.on("data", (data: Buffer) => {
    const lines = (rest + data.toString("latin1")).split("\r\n");
    rest = lines.pop() ?? "";
    lines.forEach(act);
  });
}

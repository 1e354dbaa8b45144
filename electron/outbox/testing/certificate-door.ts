import { type AddressInfo, createServer, type Socket } from "node:net";
import { createSecureContext, TLSSocket } from "node:tls";

/** A submission server for mailboxes of software: `heard` is each line behind TLS, after whom TLS named. */
export type CertificateDoor = { readonly port: number; readonly heard: readonly string[]; readonly close: () => void };

/** What it presents, whose certificates it takes (PEM), and what it answers to AUTH. */
export type CertificateDoorOptions = {
  readonly certPem: string;
  readonly keyPem: string;
  readonly clientsPem: string;
  readonly answer: string;
};

/**
 * Speaks the dialogue of a submission (STARTTLS, a client certificate verified by TLS, AUTH EXTERNAL, DATA) and takes every message: no program
 * of Debian offers EXTERNAL for submission.
 */
export async function startCertificateDoor(options: CertificateDoorOptions): Promise<CertificateDoor> {
  const { certPem: cert, keyPem: key, clientsPem: ca } = options;
  const secureContext = createSecureContext({ cert, key, ca, maxVersion: "TLSv1.2" });
  const heard: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.write("220 ici\r\n");
    onLines(socket, (line) => {
      if (!/^STARTTLS/iu.test(line)) return void socket.write("250-ici\r\n250 STARTTLS\r\n");
      socket.removeAllListeners("data");
      socket.write("220 allez\r\n");
      const secure = new TLSSocket(socket, {
        secureContext,
        isServer: true,
        requestCert: true,
        rejectUnauthorized: true,
      });
      secure.once("secure", () => heard.push(`CN=${String(secure.getPeerCertificate().subject?.CN)}`));
      converse(secure, heard, options.answer);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const close = (): void => {
    for (const socket of open) socket.destroy();
    server.close();
  };
  return { port: (server.address() as AddressInfo).port, heard, close };
}

function converse(socket: Socket, heard: string[], answer: string): void {
  let inData = false;
  onLines(socket, (line) => {
    if (inData && line !== ".") return;
    heard.push(line);
    inData = line === "DATA";
    if (/^EHLO/iu.test(line)) socket.write("250-ici\r\n250 AUTH XOAUTH2 EXTERNAL\r\n");
    else if (/^AUTH/iu.test(line)) socket.write(`${answer}\r\n`);
    else socket.write(inData ? "354 oui\r\n" : "250 bien\r\n");
  });
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

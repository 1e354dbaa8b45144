import type { Socket } from "node:net";
import { readRequest, splitMessages, writeEntry, writeResult } from "../../demo/ldap/ldap-wire";
import { listen } from "./tcp";

/** What a scripted directory does at each search, beyond the root entry (which offers nothing). */
export type Script = {
  readonly entries?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly code?: number;
  readonly delayMs?: number;
  /** Sent as they are, instead of an answer. */
  readonly bytes?: Buffer;
  readonly ending?: "hang" | "close";
};

const SEARCH_DONE = 0x65;

/** A directory on loopback that answers each search as the test wrote it; `searches` counts those under the base. */
export async function scriptedLdap(
  script: Script,
): Promise<{ readonly port: number; script: Script; searches: number; readonly close: () => Promise<void> }> {
  const server = await listen((socket) => {
    let received = Buffer.alloc(0);
    socket.on("data", (chunk: Buffer) => {
      const { messages, rest } = splitMessages(Buffer.concat([received, chunk]));
      received = Buffer.from(rest);
      for (const message of messages) answer(socket, message);
    });
  });
  const answer = (socket: Socket, message: Buffer): void => {
    const request = readRequest(message);
    if (request.kind !== "search") return;
    if (request.base === "") return void socket.write(writeResult(request.id, SEARCH_DONE, 32));
    directory.searches += 1;
    const { entries = [], code = 0, delayMs = 0, bytes, ending } = directory.script;
    const parts = entries.map((attributes, index) =>
      writeEntry(request.id, { dn: `mail=${index},ou=bal,o=mssante,c=fr`, attributes }, request.attributes),
    );
    const end = ending === undefined && bytes === undefined ? [writeResult(request.id, SEARCH_DONE, code)] : [];
    setTimeout(() => {
      socket.write(Buffer.concat([...parts, ...(bytes === undefined ? [] : [bytes]), ...end]));
      if (ending === "close") socket.end();
    }, delayMs);
  };
  const directory = { port: server.port, script, searches: 0, close: server.close };
  return directory;
}

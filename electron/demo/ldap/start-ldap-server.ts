import { createServer, type Socket } from "node:net";
import { listen } from "../listen";
import type { DirectoryEntry } from "../world/directory-population";
import { LDAP_BASE, ldapEntry, type LdapEntry } from "./ldap-entry";
import { type LdapRequest, readRequest, RESULT, splitMessages, writeEntry, writeResult } from "./ldap-wire";
import { matchesFilter, type SearchableEntry } from "./match-filter";

/** Switches that make the directory misbehave, read at each search. */
export type LdapFaults = {
  /** Milliseconds before a search is answered. */
  delay: number;
  /** Answers every search with this result and no entry. */
  resultCode: number | undefined;
  /** Cuts the connection at a search. */
  drop: boolean;
  /** Never answers. */
  mute: boolean;
};

/** The running directory; `faults` may be changed at any time. */
export type LdapServer = { readonly port: number; readonly faults: LdapFaults; close(): Promise<void> };

/** Entries in one answer, at most, as on the national directory. */
export const LDAP_MAX_ENTRIES = 100;
const MAX_CONNECTIONS = 50;
const IDLE_MS = 120_000;

type Indexed = { readonly entry: LdapEntry; readonly searchable: SearchableEntry };

/** Starts a search-only directory on loopback: anonymous bind, base `ou=bal,o=mssante,c=fr`, 100 entries then result code 4. */
export async function startLdapServer(options: {
  readonly entries: readonly DirectoryEntry[];
  /** Hears what is asked: the kind of request, never whom it looks for. */
  readonly log?: (line: string) => void;
  readonly host?: string;
  readonly port?: number;
}): Promise<LdapServer> {
  const faults: LdapFaults = { delay: 0, resultCode: undefined, drop: false, mute: false };
  const entries = options.entries.map(indexed);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    if (sockets.size >= MAX_CONNECTIONS) return void socket.destroy();
    sockets.add(socket);
    socket.setTimeout(IDLE_MS, () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    serve(socket, entries, faults, (line) => options.log?.(line));
  });
  const port = await listen(server, options.port, options.host);
  return {
    port,
    faults,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function serve(socket: Socket, entries: readonly Indexed[], faults: LdapFaults, log: (line: string) => void): void {
  let received = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    try {
      const { messages, rest } = splitMessages(Buffer.concat([received, chunk]));
      received = Buffer.from(rest);
      for (const message of messages) {
        const request = readRequest(message);
        log(request.kind === "search" ? `SEARCH ${request.base} (***)` : request.kind.toUpperCase());
        answer(socket, request, entries, faults);
      }
    } catch {
      // Not LDAP, or nested beyond reason: there is nobody to answer to.
      socket.destroy();
    }
  });
}

function answer(socket: Socket, request: LdapRequest, entries: readonly Indexed[], faults: LdapFaults): void {
  switch (request.kind) {
    case "bind":
      return void socket.write(writeResult(request.id, 0x61, request.anonymous ? RESULT.success : RESULT.unwilling));
    case "unbind":
      return void socket.end();
    case "abandon":
      return;
    case "search":
      if (faults.drop) return void socket.destroy();
      if (faults.mute) return;
      if (faults.delay === 0) return search(socket, request, entries, faults);
      return void setTimeout(() => search(socket, request, entries, faults), faults.delay).unref();
    case "other":
      return void socket.write(writeResult(request.id, responseTag(request.tag), RESULT.unwilling, "search only"));
    default:
      return request satisfies never;
  }
}

/** The tag of a response follows that of its request; only a deletion is primitive (RFC 4511 §4.8). */
const responseTag = (tag: number): number => (tag === 0x4a ? 0x6b : tag + 1);

function search(
  socket: Socket,
  request: Extract<LdapRequest, { readonly kind: "search" }>,
  entries: readonly Indexed[],
  faults: LdapFaults,
): void {
  if (socket.destroyed) return;
  if (faults.resultCode !== undefined) return void socket.write(writeResult(request.id, 0x65, faults.resultCode));
  const base = request.base.toLowerCase().replace(/\s*([,=])\s*/gu, "$1");
  if (base !== LDAP_BASE && base !== "o=mssante,c=fr")
    return void socket.write(writeResult(request.id, 0x65, base === "" ? RESULT.success : RESULT.noSuchObject));
  const limit = Math.min(LDAP_MAX_ENTRIES, request.sizeLimit > 0 ? request.sizeLimit : LDAP_MAX_ENTRIES);
  const found: Buffer[] = [];
  let code: number = RESULT.success;
  for (const { entry, searchable } of entries) {
    if (!matchesFilter(request.filter, searchable)) continue;
    if (found.length === limit) {
      code = RESULT.sizeLimitExceeded;
      break;
    }
    found.push(writeEntry(request.id, entry, request.attributes));
  }
  socket.write(Buffer.concat([...found, writeResult(request.id, 0x65, code)]));
}

function indexed(source: DirectoryEntry): Indexed {
  const entry = ldapEntry(source);
  const values = new Map(Object.entries(entry.attributes).map(([name, list]) => [name.toLowerCase(), list]));
  return { entry, searchable: { values: (attribute) => values.get(attribute) ?? [] } };
}

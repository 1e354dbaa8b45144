import { readFileSync } from "node:fs";
import type { IssueRequest, ListRequest, SpaceDescription } from "./control";
import type { ServerCertificate } from "./server-parts";

/** A sign-in that waits for its answer on the phone. */
export type WaitingSignIn = { readonly id: string; readonly idNat: string; readonly bindingMessage: string };

/** The space of trust that another process runs, as a journey uses it. */
export type RemoteSpace = SpaceDescription & {
  pending(): Promise<readonly WaitingSignIn[]>;
  approve(id: string): Promise<boolean>;
  deny(id: string): Promise<boolean>;
  expire(id: string): Promise<boolean>;
  endSessions(): Promise<void>;
  deliver(mailbox: string, raw: Uint8Array | string): Promise<void>;
  /** A good access token for that mailbox, to look at the servers from outside the app. */
  token(mailbox: string): Promise<string>;
  pause(server: "dovecot" | "slapd"): Promise<void>;
  resume(server: "dovecot" | "slapd"): Promise<void>;
  /** Host and path of every configuration file asked for. */
  autoconfigRequests(): Promise<readonly string[]>;
  /** A certificate of the space's own authority, odd where asked. */
  issue(request: IssueRequest): Promise<ServerCertificate>;
  /** A revocation list in DER, signed by the intermediate. */
  revocationList(request: ListRequest): Promise<Uint8Array>;
  /** What the server wrote down of its dialogues so far. */
  log(server: "dovecot" | "submission"): Promise<string>;
};

/** Opens the space described by that file; journeys find its path in `PLI_REAL_SERVERS`. */
export function openRemoteSpace(path: string): RemoteSpace {
  const description = JSON.parse(readFileSync(path, "utf8")) as SpaceDescription;
  const ask = async <T>(act: string, argument = "", body?: Uint8Array | string): Promise<T> => {
    const url = `${description.control}/${act}/${encodeURIComponent(argument)}`;
    const response = await fetch(url, { method: "POST", ...(body === undefined ? {} : { body: Buffer.from(body) }) });
    if (!response.ok) throw new Error(`${act}: ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    ...description,
    pending: () => ask("pending"),
    approve: (id) => ask("approve", id),
    deny: (id) => ask("deny", id),
    expire: (id) => ask("expire", id),
    endSessions: () => ask("end-sessions"),
    deliver: (mailbox, raw) => ask("deliver", mailbox, raw),
    token: (mailbox) => ask("token", mailbox),
    pause: (server) => ask("pause", server),
    resume: (server) => ask("resume", server),
    autoconfigRequests: () => ask("autoconfig"),
    issue: (request) => ask("issue", "", JSON.stringify(request)),
    revocationList: async (request) => Buffer.from(await ask<string>("list", "", JSON.stringify(request)), "base64"),
    log: (server) => ask("log", server),
  };
}

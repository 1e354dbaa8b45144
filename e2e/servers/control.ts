import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Environment } from "#shared/domain/environment";
import type { DemoPerson } from "../../electron/demo/psc/person";
import type { ServerCertificate } from "./server-parts";
import type { SpaceOfTrust } from "./space-of-trust";

/** What another process needs to use a running space of trust: written as JSON, read by `openRemoteSpace`. */
export type SpaceDescription = {
  readonly environment: Environment;
  readonly people: readonly DemoPerson[];
  readonly submission: "postfix" | "relay";
  /** Base address of the control server, its secret included. */
  readonly control: string;
};

export type Control = { readonly description: SpaceDescription; stop(): Promise<void> };

const MAX_BODY = 64 * 1024 * 1024;
const DAY_MS = 86_400_000;

/** Lets another process answer sign-ins, deliver mail and stop or restart servers, over loopback and behind a secret. */
export async function startControl(space: SpaceOfTrust): Promise<Control> {
  const secret = randomBytes(16).toString("hex");
  const server = createServer((request, response) => {
    void answer(space, secret, request).then(
      (value) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value ?? null)),
      (error: unknown) => response.writeHead(400).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const port = (server.address() as AddressInfo).port;
  return {
    description: {
      environment: space.environment,
      people: space.people,
      submission: space.submission.kind,
      control: `http://127.0.0.1:${port}/${secret}`,
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(space: SpaceOfTrust, secret: string, request: IncomingMessage): Promise<unknown> {
  const [given, act = "", argument = ""] = (request.url ?? "").slice(1).split("/").map(decodeURIComponent);
  if (given !== secret) throw new Error("not found");
  const acts: Readonly<Record<string, () => unknown>> = {
    pending: () => space.psc.pending(),
    approve: () => space.psc.approve(argument),
    deny: () => space.psc.deny(argument),
    expire: () => space.psc.expire(argument),
    "end-sessions": () => space.psc.endAllSessions(),
    deliver: async () => space.deliver(argument, await bodyOf(request)),
    token: () => space.token(argument),
    pause: () => (argument === "slapd" ? space.slapd.pause() : space.dovecot.pause()),
    resume: () => (argument === "slapd" ? space.slapd.resume() : space.dovecot.resume()),
    autoconfig: () => space.autoconfig.requests,
    issue: async () => issue(space, (await bodyOf(request)).toString("utf8")),
    list: async () => revocationList(space, (await bodyOf(request)).toString("utf8")),
    log: () => (argument === "submission" ? space.submission.log() : space.dovecot.log()),
  };
  const chosen = Object.hasOwn(acts, act) ? acts[act] : undefined;
  if (chosen === undefined) throw new Error(`unknown act: ${act}`);
  return chosen();
}

/** What may be odd in a certificate asked from another process: days from now, and where its list is published. */
export type IssueRequest = {
  readonly hosts: readonly string[];
  readonly daysLeft?: number;
  readonly listUrl?: string;
};
/** A list of the intermediate that revokes those certificates, good for so many hours. */
export type ListRequest = { readonly revokedPems: readonly string[]; readonly hours: number };

function issue({ pki }: SpaceOfTrust, text: string): Promise<ServerCertificate> {
  const { hosts, daysLeft, listUrl } = JSON.parse(text) as IssueRequest;
  return pki.issue(hosts, {
    ...(daysLeft === undefined
      ? {}
      : { notBefore: new Date(Date.now() - 30 * DAY_MS), notAfter: new Date(Date.now() + daysLeft * DAY_MS) }),
    ...(listUrl === undefined ? {} : { publishedAt: { listUrl } }),
  });
}

async function revocationList({ pki }: SpaceOfTrust, text: string): Promise<string> {
  const { revokedPems, hours } = JSON.parse(text) as ListRequest;
  const der = await pki.revocationList(revokedPems, new Date(Date.now() + hours * 3_600_000));
  return Buffer.from(der).toString("base64");
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new Error("too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

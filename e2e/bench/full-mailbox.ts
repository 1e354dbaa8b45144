import { ImapFlow } from "imapflow";
import { link, type Remote } from "#shared/contract/link";
import type { MailboxId } from "#shared/domain/ids";
import type { ConnectionState } from "#shared/domain/mailbox";
import type { MailboxHost, MailboxService } from "../../electron/mailbox/ports";
import { ENVELOPE_QUERY } from "../../electron/mailbox/envelope-record";
import { connectStore } from "../../electron/store/connect";
import { type SpaceOfTrust, startSpaceOfTrust } from "../servers/space-of-trust";
import type { Bench } from "./figure";
import { shortLetter } from "./letters";
import { openRawImap, type RawImap, type RawTarget } from "./raw-imap";

export const USER = "claire.demo@cabinet.essai.mssante.fr";
export const HOST = "imap.essai.mssante.fr";
export const SERVERS = { imap: { host: HOST, port: 143 }, smtp: { host: "smtp.essai.mssante.fr", port: 587 } };
const MAILBOX = "bench" as MailboxId;
const PER_APPEND = 500;
const FIRST = 50;
/** What imapflow sends for `ENVELOPE_QUERY` on a server with CONDSTORE. */
const SAME_FETCH =
  "FETCH 1:* (UID MODSEQ FLAGS BODYSTRUCTURE ENVELOPE INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS (References X-MSS-MES)])";

/** A real Dovecot whose INBOX is full, and three ways to read all of it; each gives the milliseconds from the connection to the last message. */
export type FullMailbox = {
  readonly messages: number;
  readonly space: SpaceOfTrust;
  /** Where and as whom to sign in by hand. */
  readonly target: RawTarget;
  /** The mailbox process, main between, the store process: from nothing to threaded and searchable. */
  readonly ours: (bench: Bench) => Promise<number>;
  readonly imapflow: () => Promise<number>;
  readonly raw: () => Promise<number>;
  /** Ours connected a second time, with nothing new, and the bare SELECT and STATUS of every folder: milliseconds from the connection. */
  readonly again: (
    bench: Bench,
  ) => Promise<{ readonly ours: () => Promise<number>; readonly end: () => Promise<void> }>;
  readonly roundTrips: () => Promise<number>;
  readonly stop: () => Promise<void>;
};

/** Starts the servers and fills the mailbox with the same messages each time. */
export async function fillMailbox(messages: number): Promise<FullMailbox> {
  const space = await startSpaceOfTrust({ tokenSeconds: 3600 });
  const token = await space.token(USER, { secondsLeft: 3600 });
  const target = {
    port: space.dovecot.ports.imap,
    host: HOST,
    anchorsPem: space.environment.anchorsPem,
    user: USER,
    token,
  };
  const filler = await openRawImap(target);
  for (let first = 0; first < messages; first += PER_APPEND)
    await filler.command("APPEND INBOX", literals(first, Math.min(first + PER_APPEND, messages)));
  filler.end();
  return {
    messages,
    space,
    target,
    ours: (bench) =>
      firstSynchronisation(bench, messages, token, (service) =>
        service.open({ mailboxId: MAILBOX, address: USER, servers: SERVERS, environment: space.environment }),
      ),
    imapflow: () => bareLoop(target, messages),
    raw: async () => {
      const since = performance.now();
      const session: RawImap = await openRawImap(target);
      await session.command("SELECT INBOX");
      await session.command(SAME_FETCH);
      const took = performance.now() - since;
      session.end();
      return took;
    },
    again: (bench) =>
      synchronised(bench, messages, token, (service) =>
        service.open({ mailboxId: MAILBOX, address: USER, servers: SERVERS, environment: space.environment }),
      ),
    roundTrips: () => roundTrips(target),
    stop: () => space.stop(),
  };
}

/** Several messages in one command (RFC 3502), without waiting between them (RFC 7888). */
function* literals(first: number, end: number): Generator<string | Uint8Array> {
  for (let number = first; number < end; number += 1) {
    const raw = shortLetter(number, USER);
    yield ` (${number % 5 === 0 ? "" : "\\Seen"}) {${raw.length}+}\r\n`;
    yield raw;
  }
}

/** A session of the library that ours uses, and nothing of ours. */
export async function openImap(target: RawTarget): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: "127.0.0.1",
    port: target.port,
    servername: target.host,
    secure: false,
    doSTARTTLS: true,
    tls: { ca: [...target.anchorsPem] },
    auth: { user: target.user, accessToken: target.token },
    logger: false,
  });
  await client.connect();
  return client;
}

/** Milliseconds from the connection to the fifty newest envelopes read. */
export async function readNewest(target: RawTarget): Promise<number> {
  const since = performance.now();
  const client = await openImap(target);
  const { exists } = await client.mailboxOpen("INBOX");
  await client.fetchAll(`${Math.max(1, exists - FIRST + 1)}:*`, ENVELOPE_QUERY);
  const took = performance.now() - since;
  client.close();
  return took;
}

async function bareLoop(target: RawTarget, expected: number): Promise<number> {
  const since = performance.now();
  const client = await openImap(target);
  await client.mailboxOpen("INBOX");
  let seen = 0;
  for await (const message of client.fetch("1:*", ENVELOPE_QUERY)) seen += message.uid > 0 ? 1 : 0;
  const took = performance.now() - since;
  client.close();
  if (seen !== expected) throw new Error(`imapflow saw ${seen} messages of ${expected}`);
  return took;
}

/** SELECT of the first folder and STATUS of all, and nothing else. */
async function roundTrips(target: RawTarget): Promise<number> {
  const since = performance.now();
  const session = await openRawImap(target);
  await session.command("SELECT INBOX");
  await session.command('LIST "" "*" RETURN (STATUS (MESSAGES UIDNEXT UIDVALIDITY HIGHESTMODSEQ))');
  const took = performance.now() - since;
  session.end();
  return took;
}

async function firstSynchronisation(...given: Parameters<typeof synchronised>): Promise<number> {
  const { first, end } = await synchronised(...given);
  await end();
  return first;
}

/** Both processes, synchronised once in `first` milliseconds; `ours` leaves the server and comes back. */
async function synchronised(
  bench: Bench,
  expected: number,
  token: string,
  open: (service: Remote<MailboxService>) => Promise<unknown>,
): Promise<{ readonly first: number; readonly ours: () => Promise<number>; readonly end: () => Promise<void> }> {
  const storeProcess = await bench.start("store");
  const mailboxProcess = await bench.start("mailbox");
  const store = connectStore(storeProcess);
  await store.open({ file: `${bench.folder}/sync-${performance.now()}.db`, keyHex: "07".repeat(32) });
  await store.saveMailbox({
    id: MAILBOX,
    address: USER,
    kind: "PER",
    fromLabel: "Dr_Claire_DEMO",
    name: "Cabinet",
    colour: 0,
    environmentId: "custom",
    servers: SERVERS,
  });
  const end = async (): Promise<void> => {
    mailboxProcess.kill();
    await store.close().catch(() => undefined);
    storeProcess.kill();
    await Promise.all([mailboxProcess.ended, storeProcess.ended]);
  };
  let ready = outcome();
  const heard = { resolve: () => ready.resolve(), reject: (error: unknown) => ready.reject(error) };
  const service = link<MailboxService>(mailboxProcess, hostOver(store, token, heard), "mailbox-gone", heard.reject);
  const ours = async (): Promise<number> => {
    // Both processes have answered: their start is not counted.
    await service.close(MAILBOX);
    ready = outcome();
    const since = performance.now();
    await open(service);
    await ready.promise;
    return performance.now() - since;
  };
  try {
    const first = await ours();
    const known = (await store.knownUids(MAILBOX, "INBOX")).length;
    const { total } = await store.listConversations({
      view: "all",
      mailboxId: null,
      folderId: null,
      search: "",
      offset: 0,
      limit: 50,
    });
    if (known !== expected || total === 0) throw new Error(`the store has ${known} messages of ${expected}`);
    return { first, ours, end };
  } catch (error) {
    await end();
    throw error;
  }
}

type Outcome = {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

function outcome(): Outcome {
  let settle: Omit<Outcome, "promise"> | undefined;
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, resolve: () => settle?.resolve(), reject: (error) => settle?.reject(error) };
}

/** What main does between the two, as `electron/compose` does it. */
function hostOver(
  store: ReturnType<typeof connectStore>,
  token: string,
  ready: Pick<Outcome, "resolve" | "reject">,
): MailboxHost {
  return {
    token: async () => token,
    identity: async () => null,
    secret: async () => "",
    secretRefused: async () => undefined,
    cursor: (mailboxId, path) => store.folderCursor(mailboxId, path),
    held: (mailboxId, path) => store.knownCount(mailboxId, path),
    holds: (mailboxId, path, ranges) => store.holdsUids(mailboxId, path, ranges),
    knownUids: (mailboxId, path) => store.knownUids(mailboxId, path),
    folders: async (mailboxId, folders) => void (await store.syncFolders(mailboxId, folders)),
    batch: async (mailboxId, batch) => void (await store.applyPacked(mailboxId, batch)),
    state: async (_mailboxId, state: ConnectionState) => {
      if (state.state === "ready") ready.resolve();
      if (state.state === "offline") ready.reject(new Error(`offline: ${state.reason}`));
    },
    trace: async () => undefined,
    revocation: () => Promise.resolve("unknown" as const),
    probeStep: async () => undefined,
  };
}

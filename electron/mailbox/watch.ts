import type { ImapFlow } from "imapflow";
import { PliError } from "#shared/domain/failure";
import type { ConnectionState } from "#shared/domain/mailbox";
import type { FolderCursor, RemoteFolder } from "#shared/domain/sync";
import { type ListedFolder, listFolders } from "./folders";
import { withinTime } from "./imap-client";
import { listen } from "./listen";
import { bringNew } from "./new-mail";
import type { Clock, MailboxConfig, MailboxHost } from "./ports";
import { createProgress, type Progress } from "./progress";
import { type FolderLook, type FolderMemory, noMemory, syncFolder } from "./sync-folder";
import { isUntouched } from "./untouched";
import type { Wake } from "./wake";

/** What the watch of one connection needs; `memories` outlive it. */
export type Watch = {
  readonly client: ImapFlow;
  readonly config: MailboxConfig;
  readonly host: MailboxHost;
  readonly clock: Clock;
  readonly pollMs: number;
  readonly wake: Wake;
  readonly memories: Map<string, FolderMemory>;
  readonly stopped: () => boolean;
  readonly say: (state: ConnectionState) => void;
  /** Told once the first pass over all folders is over. */
  readonly settled: (added: number) => void;
};

const INBOX = "INBOX";
/** Several messages that come together are looked at together. */
const GATHER_MS = 20;
/** A command that is not answered by then means that the connection is dead, whatever the system says of it. */
const ANSWER_MS = 15_000;
/** Doubtful folders that a look at everything opens: the session starts as fast, and each is proven in time. */
const PROVEN_A_PASS = 1;
/** While the other folders are synchronised, new mail does not wait longer than this. */
const INBOX_EVERY_MS = 15_000;

/** Synchronises every folder, then follows INBOX by IDLE and the others from time to time. Resolves when stopped; rejects when the connection is lost. */
export async function watchMailbox(watch: Watch): Promise<void> {
  const { client, wake } = watch;
  // Only INBOX is listened to: what came in another folder while it was open is for a look.
  client.on("exists", ({ path }: { readonly path: string }) =>
    path === INBOX ? wake.announce(path) : wake.mark(path),
  );
  for (const event of ["expunge", "flags"] as const)
    client.on(event, ({ path }: { readonly path: string }) => wake.mark(path));
  client.on("close", () => wake.poke());
  wake.take();
  const doubtful = new Set<string>();
  watch.settled(await syncAll(watch, doubtful, 0));
  while (!watch.stopped()) {
    watch.say({ state: "ready", at: watch.clock.now().toISOString() });
    const late = await idle(watch);
    if (watch.stopped()) return;
    if (!client.usable) throw new PliError("offline", { retry: true });
    const { everything, paths } = wake.take();
    if (late || everything) await syncAll(watch, doubtful, PROVEN_A_PASS);
    else for (const path of paths) await syncOne(watch, path, true);
  }
}

/** Waits in IDLE on INBOX for something to do, new mail brought at once; true when it is time to look at everything. */
async function idle(watch: Watch): Promise<boolean> {
  const { client, wake, clock, pollMs } = watch;
  if (client.mailbox === false || client.mailbox.path !== INBOX) await syncOne(watch, INBOX, true);
  let waiting = true;
  const listening = listen(client, clock, () => waiting);
  const late = await wake.wait(pollMs);
  waiting = false;
  if (watch.stopped() || !client.usable) return late;
  if (!(wake.announced(INBOX) && (await bringAnnounced(watch)))) {
    await new Promise<void>((resolve) => clock.after(GATHER_MS, resolve));
    if (watch.stopped() || !client.usable) return late;
    // Ends IDLE, and tells at once a connection that died in silence (sleep, change of network).
    await withinTime(client.noop(), ANSWER_MS);
  }
  await listening;
  return late;
}

/** The row that a person waits for comes before everything else of a look, which follows only where it may have more to find: then false, IDLE perhaps going on. */
async function bringAnnounced({ client, config, host, memories, wake }: Watch): Promise<boolean> {
  const memory = memories.get(INBOX) ?? noMemory();
  const look = { client, mailboxId: config.mailboxId, path: INBOX, host, memory };
  const brought = await bringNew(look, (asked) => withinTime(asked, ANSWER_MS));
  if (!brought) wake.mark(INBOX);
  return brought;
}

/**
 * Looks at every folder where something happened. Where only its count says that nothing did, as many may have gone as the store lacked: such a folder is
 * doubtful until it was looked at once by this session, `proven` of them in one pass.
 */
async function syncAll(watch: Watch, doubtful: Set<string>, proven: number): Promise<number> {
  const { client, config, host, clock } = watch;
  const listed = await listFolders(client);
  const folders = listed.map(({ folder }) => folder);
  // Neither waits for the other: the server opens INBOX while the store takes the folders.
  const [opened, cursors] = await Promise.all([
    client.mailboxOpen(INBOX),
    host.folders(config.mailboxId, folders).then(() => cursorsOf(watch, folders)),
  ]);
  const progress = createProgress(watch.say, clock, missing(listed, cursors));
  const chosen = new Set([...doubtful].slice(0, proven));
  let added = 0;
  let inboxAt = clock.now().getTime();
  for (const { folder, mark } of listed) {
    const { path } = folder;
    if (watch.stopped()) return added;
    const held = () => host.held(config.mailboxId, path);
    // INBOX is opened in any case, to be listened to.
    const isLeft = path !== INBOX && (await isUntouched(mark, cursors.get(path) ?? null, held));
    if (isLeft && !chosen.has(path)) {
      if (folder.total > 0 && !isProven(watch, path)) doubtful.add(path);
    } else {
      doubtful.delete(path);
      added += await syncOne(watch, path, false, { progress, opened: path === INBOX ? opened : undefined });
    }
    if (path === INBOX || clock.now().getTime() - inboxAt < INBOX_EVERY_MS) continue;
    added += await syncOne(watch, INBOX, true);
    inboxAt = clock.now().getTime();
  }
  return added;
}

/** Whether a look of this session found how many messages there are. */
const isProven = ({ memories }: Watch, path: string): boolean => (memories.get(path)?.expected ?? null) !== null;

type Cursors = ReadonlyMap<string, FolderCursor | null>;

async function cursorsOf({ config, host }: Watch, folders: readonly RemoteFolder[]): Promise<Cursors> {
  const asked = folders.map(async ({ path }) => [path, await host.cursor(config.mailboxId, path)] as const);
  return new Map(await Promise.all(asked));
}

/** How many messages the folders whose first synchronisation is not over hold. */
const missing = (listed: readonly ListedFolder[], cursors: Cursors): number =>
  listed.reduce((sum, { folder }) => sum + (cursors.get(folder.path)?.lowestUid === 1 ? 0 : folder.total), 0);

type Pass = Pick<FolderLook, "opened"> & { readonly progress: Progress };

async function syncOne(
  watch: Watch,
  path: string,
  quick: boolean,
  { progress, opened }: Pass = { progress: NO_PROGRESS },
): Promise<number> {
  const { client, config, host, memories } = watch;
  const memory = memories.get(path) ?? noMemory();
  memories.set(path, memory);
  const look = { client, mailboxId: config.mailboxId, path, host, memory, opened, quick, progress: progress.folder() };
  try {
    return await syncFolder(look);
  } catch (error) {
    memory.expected = null;
    // A folder that the server will not open must not hold up the others.
    if (client.usable && isRefusal(error) && path !== INBOX) return 0;
    throw error;
  }
}

const NO_PROGRESS: Progress = { folder: () => ({ todo: () => undefined, done: () => undefined }) };

function isRefusal(error: unknown): boolean {
  return typeof error === "object" && error !== null && "responseStatus" in error && error.responseStatus === "NO";
}

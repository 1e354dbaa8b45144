import type { MailboxView, TestStep } from "#shared/contract/accounts";
import { link } from "#shared/contract/link";
import type { Environment } from "#shared/domain/environment";
import { PliError } from "#shared/domain/failure";
import type { DraftId, MailboxId, MessageId } from "#shared/domain/ids";
import type { ConnectionState, Mailbox } from "#shared/domain/mailbox";
import type {
  MailboxServers,
  OutgoingMessage,
  RemoteOperation,
  SubmissionOffer,
  SubmitOutcome,
} from "#shared/domain/sync";
import { authorKeyword } from "#shared/rules/taken";
import type { MailboxHost, MailboxService } from "../mailbox/ports";
import type { StoreClient } from "../store/serve";
import type { Gate } from "./gate";
import type { MailboxCodes } from "./mailbox-codes";
import type { OperatorLinks } from "./operator-links";
import type { Reporting } from "./ports";
import type { Traced } from "./services";

/** The mailboxes of the profile over the process that talks to their servers. */
export type Mailboxes = {
  readonly list: () => Promise<readonly MailboxView[]>;
  /** Connects every mailbox whose servers are known; the rest wait for their configuration. */
  readonly connectAll: () => Promise<void>;
  readonly connect: (mailbox: Mailbox) => Promise<void>;
  /** The same one on new connections: what opens it is another. */
  readonly reconnect: (mailbox: Mailbox) => Promise<void>;
  readonly disconnectAll: () => Promise<void>;
  readonly sync: (mailboxId: MailboxId | null) => Promise<void>;
  readonly fetchSource: (place: {
    readonly mailboxId: MailboxId;
    readonly path: string;
    readonly uid: number;
  }) => Promise<Uint8Array>;
  readonly operate: (mailboxId: MailboxId, operation: RemoteOperation) => ReturnType<MailboxService["operate"]>;
  readonly submit: (mailboxId: MailboxId, message: OutgoingMessage) => Promise<SubmitOutcome>;
  /** A message of this mailbox is about to leave. */
  readonly prepare: (mailboxId: MailboxId) => void;
  /** This one, once it was prepared: given ahead of `submit`. */
  readonly hold: (mailboxId: MailboxId, message: OutgoingMessage) => void;
  readonly inSent: (mailboxId: MailboxId, messageId: string) => Promise<boolean>;
  readonly fileSent: (mailboxId: MailboxId, raw: Uint8Array) => Promise<void>;
  /** Makes the folder of drafts (made where there is none) hold these bytes for a draft and nothing older; null: nothing. */
  readonly putDraftCopy: (mailboxId: MailboxId, draftId: DraftId, raw: Uint8Array | null) => Promise<void>;
  /** What its submission server offers, null where it is not known. */
  readonly submissionOffer: (mailboxId: MailboxId) => Promise<SubmissionOffer | null>;
  readonly search: MailboxService["search"];
  readonly connected: () => readonly MailboxId[];
  /** How full a mailbox is (bytes), null where its server does not say or cannot be asked now. */
  readonly quota: MailboxService["quota"];
  /** Each step of both servers is told as soon as it is known. */
  readonly probe: (mailbox: Mailbox, servers: MailboxServers, tell: (step: TestStep) => void) => Promise<void>;
  readonly stop: () => void;
};

/** What the mailboxes need of the rest. */
export type MailboxPorts = {
  readonly platform: Reporting;
  readonly environment: () => Environment;
  readonly store: Gate<StoreClient>;
  readonly token: (mailboxId: MailboxId, fresh: boolean) => Promise<string>;
  readonly identity: MailboxHost["identity"];
  readonly codes: MailboxCodes;
  readonly links: Pick<OperatorLinks, "asks">;
  /** National identifier of who is signed in, empty when nobody is. */
  readonly author: () => string;
  readonly revocation: MailboxHost["revocation"];
  readonly changed: (...what: ("mailboxes" | "conversations")[]) => void;
  readonly ready: (mailboxId: MailboxId) => void;
  readonly arrived: (mailboxId: MailboxId, added: readonly MessageId[]) => void;
  readonly trace: (event: Traced) => Promise<void>;
};

/** A mailbox process that dies at once must not be started in a loop. */
const RESTART_MS = 2000;

/** Who hears the steps of the test of a mailbox. */
type Probes = Map<MailboxId, (step: TestStep) => void>;

type Process = { readonly service: ReturnType<typeof link<MailboxService>>; readonly kill: () => void };

/** Builds the mailboxes; their process starts with the first need and is started again when it dies. */
export function createMailboxes(ports: MailboxPorts): Mailboxes {
  const states = new Map<MailboxId, ConnectionState>();
  const probes: Probes = new Map();
  let process: Process | null = null;
  let waiting = false;
  // Whoever sends it keeps it, not this.
  let held: WeakRef<OutgoingMessage> | null = null;
  // It died by itself: what was connected, or about to be, is connected again, as soon as the store can tell how.
  const connectAgain = (): void => {
    if (waiting || states.size === 0) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      if (states.size > 0) self.connectAll().catch(connectAgain);
    }, RESTART_MS);
  };
  const service = (): Process["service"] => {
    process ??= startProcess(ports, states, probes, () => {
      process = null;
      for (const id of states.keys()) states.set(id, { state: "offline", reason: "network" });
      ports.changed("mailboxes");
      connectAgain();
    });
    return process.service;
  };
  const self: Mailboxes = {
    list: () => listMailboxes(ports, states),
    connect: async (mailbox) => {
      const servers = await ports.store.get().mailboxServers(mailbox.id);
      if (servers === null) return;
      if (!states.has(mailbox.id)) states.set(mailbox.id, { state: "connecting" });
      const { id: mailboxId, address } = mailbox;
      try {
        await service().open({ mailboxId, address, servers, environment: ports.environment() });
      } catch (error) {
        if (!(error instanceof PliError && error.code === "mailbox-gone")) states.delete(mailboxId);
        throw error;
      }
    },
    reconnect: async (mailbox) => {
      // Not connected: the next connection takes what there is then.
      if (!states.has(mailbox.id)) return;
      await service().close(mailbox.id);
      await self.connect(mailbox);
    },
    connectAll: async () => {
      for (const mailbox of await ports.store.get().listMailboxes()) await self.connect(mailbox);
    },
    disconnectAll: async () => {
      if (process === null && states.size === 0) return;
      if (process !== null) await Promise.allSettled([...states.keys()].map((id) => service().close(id)));
      states.clear();
      ports.changed("mailboxes");
    },
    sync: async (mailboxId) => {
      const ids = mailboxId === null ? [...states.keys()] : [mailboxId];
      await Promise.allSettled(ids.map((id) => service().sync(id)));
    },
    fetchSource: (place) => service().fetchSource(place),
    operate: (mailboxId, operation) => service().operate({ mailboxId, operation }),
    submit: async (mailboxId, outgoing) => {
      const isHeld = held?.deref() === outgoing;
      held = null;
      const { messageId } = outgoing;
      const outcome = isHeld ? await service().submitHeld({ mailboxId, messageId }) : null;
      return outcome ?? service().submit({ mailboxId, outgoing });
    },
    hold: (mailboxId, outgoing) => {
      held = new WeakRef(outgoing);
      void service()
        .hold({ mailboxId, outgoing })
        .catch(() => undefined);
    },
    // What keeps it from being ready is met again by the message itself.
    prepare: (mailboxId) =>
      void service()
        .prepare(mailboxId)
        .catch(() => undefined),
    inSent: async (mailboxId, messageId) =>
      (await service().find({ mailboxId, path: await sentPath(ports, mailboxId), messageId })) !== null,
    fileSent: async (mailboxId, raw) => {
      const path = await sentPath(ports, mailboxId);
      await service().append({ mailboxId, path, raw, flags: ["\\Seen", ...(await authorFlag(ports, mailboxId))] });
    },
    putDraftCopy: async (mailboxId, draftId, raw) => {
      const folders = await ports.store.get().listFolders(mailboxId);
      const path = folders.find((folder) => folder.role === "drafts")?.path ?? "Drafts";
      await service().putDraftCopy({ mailboxId, path, draftId, raw });
    },
    submissionOffer: async (mailboxId) => {
      try {
        return await service().submissionOffer(mailboxId);
      } catch {
        return null;
      }
    },
    search: (input) => service().search(input),
    connected: () => [...states].flatMap(([id, { state }]) => (state === "ready" || state === "syncing" ? [id] : [])),
    quota: async (mailboxId) => {
      const connection = states.get(mailboxId)?.state;
      if (connection === undefined || connection === "offline") return null;
      return service()
        .quota(mailboxId)
        .catch(() => null);
    },
    probe: async ({ id: mailboxId, address }, servers, tell) => {
      probes.set(mailboxId, tell);
      try {
        const steps = await service().probe({ mailboxId, address, servers, environment: ports.environment() });
        // The last word: a step told late over the link changes nothing.
        for (const step of steps) tell(step);
      } finally {
        probes.delete(mailboxId);
      }
    },
    stop: () => {
      states.clear();
      process?.kill();
    },
  };
  return self;
}

function startProcess(
  ports: MailboxPorts,
  states: Map<MailboxId, ConnectionState>,
  probes: Probes,
  gone: () => void,
): Process {
  const child = ports.platform.start("mailbox");
  child.onClose(gone);
  const lookAt = async (mailboxId: MailboxId): Promise<void> => {
    await service.sync(mailboxId).catch((error: unknown) => ports.platform.report(error, "look at sent"));
  };
  const service: Process["service"] = link<MailboxService>(
    child,
    hostFunctions(ports, states, probes, lookAt),
    "mailbox-gone",
    (error) => ports.platform.report(error, "mailbox host"),
  );
  return { service, kill: child.kill };
}

/** What the mailbox process may ask of main: a token for one authentication, where it stands, and to keep what it brings. */
function hostFunctions(
  ports: MailboxPorts,
  states: Map<MailboxId, ConnectionState>,
  probes: Probes,
  lookAt: (mailboxId: MailboxId) => Promise<void>,
): MailboxHost {
  const store = () => ports.store.get();
  return {
    token: ({ mailboxId, fresh }) => ports.token(mailboxId, fresh),
    identity: (mailboxId) => ports.identity(mailboxId),
    secret: async (mailboxId) => ports.codes.secret(mailboxId),
    secretRefused: async (mailboxId) => ports.codes.refused(mailboxId),
    cursor: (mailboxId, path) => store().folderCursor(mailboxId, path),
    held: (mailboxId, path) => store().knownCount(mailboxId, path),
    holds: (mailboxId, path, ranges) => store().holdsUids(mailboxId, path, ranges),
    knownUids: (mailboxId, path) => store().knownUids(mailboxId, path),
    folders: async (mailboxId, folders) => {
      await store().syncFolders(mailboxId, folders);
      ports.changed("mailboxes");
    },
    batch: async (mailboxId, batch) => {
      const { added, changed } = await store().applyPacked(mailboxId, batch);
      if (changed || added.length > 0) ports.changed("conversations");
      // Somebody answered elsewhere: her answer lies in Sent, that is looked at seldom.
      if (batch.flags.some(({ flags }) => flags.includes("\\Answered"))) void lookAt(mailboxId);
      if (added.length > 0) ports.arrived(mailboxId, added);
    },
    state: async (mailboxId, state) => {
      const before = states.get(mailboxId);
      states.set(mailboxId, state);
      if (state.state === "syncing") ports.codes.accepted(mailboxId);
      ports.changed("mailboxes");
      if (state.state === "ready" && before?.state !== "ready") ports.ready(mailboxId);
    },
    trace: (event) => ports.trace(event),
    revocation: (chain) => ports.revocation(chain),
    probeStep: async (mailboxId, step) => probes.get(mailboxId)?.(step),
  };
}

async function listMailboxes(
  ports: MailboxPorts,
  states: ReadonlyMap<MailboxId, ConnectionState>,
): Promise<readonly MailboxView[]> {
  const store = ports.store.get();
  const [mailboxes, auths] = await Promise.all([store.listMailboxes(), store.mailboxAuths()]);
  return Promise.all(
    mailboxes.map(async (mailbox) => {
      const [folders, toDo, statesHere] = await Promise.all([
        store.listFolders(mailbox.id),
        store.toDoCount(mailbox.id),
        store.keepsStatesHere(mailbox.id),
      ]);
      const connection = states.get(mailbox.id) ?? ({ state: "offline", reason: "signed-out" } as const);
      const auth = auths.find(({ id }) => id === mailbox.id)?.auth;
      const asks = ports.codes.asks(mailbox.id, auth, states.has(mailbox.id)) ?? ports.links.asks(mailbox.id, auth);
      return { ...mailbox, folders, connection, toDo, statesHere, asks };
    }),
  );
}

/** In a mailbox that several share, the copy of a message says who sent it. */
async function authorFlag(ports: MailboxPorts, mailboxId: MailboxId): Promise<readonly string[]> {
  const mailbox = (await ports.store.get().listMailboxes()).find(({ id }) => id === mailboxId);
  const keyword = authorKeyword(ports.author());
  return mailbox === undefined || mailbox.kind === "PER" || keyword === null ? [] : [keyword];
}

async function sentPath(ports: MailboxPorts, mailboxId: MailboxId): Promise<string> {
  const folders = await ports.store.get().listFolders(mailboxId);
  const sent = folders.find((folder) => folder.role === "sent");
  if (sent === undefined) throw new PliError("no-sent-folder");
  return sent.path;
}

import type { ImapFlow } from "imapflow";
import { PliError } from "#shared/domain/failure";
import type { ConnectionState } from "#shared/domain/mailbox";
import { type ConnectionFailure, failureOf } from "./failure";
import { leaveImap, withinTime } from "./imap-client";
import { PACE, retryDelay } from "./pace";
import type { MailboxConfig, MailboxPorts, Pace } from "./ports";
import { askFirst, meansOf } from "./prove";
import { signIn, trace } from "./sign-in";
import type { FolderMemory } from "./sync-folder";
import { createWake, type Wake } from "./wake";
import { watchMailbox } from "./watch";
import { createWorkConnection, type WorkConnection } from "./work-connection";

/** A mailbox kept connected. */
export type Session = {
  readonly config: MailboxConfig;
  readonly work: WorkConnection;
  readonly wake: Wake;
  /** Resolves when the mailbox is connected, waiting a little while it connects; rejects with `offline` or `signed-out`. */
  readonly online: () => Promise<void>;
  readonly close: () => Promise<void>;
};

type Life = {
  readonly ports: MailboxPorts;
  readonly config: MailboxConfig;
  readonly pace: Pace;
  readonly wake: Wake;
  readonly memories: Map<string, FolderMemory>;
  /** Ends what is still connecting when the mailbox is closed. */
  readonly ending: AbortController;
  stopped: boolean;
  state: ConnectionState;
  client: ImapFlow | null;
  attempts: number;
  lastTold: string;
};

const ONLINE_MS = 15_000;
const CLOSE_MS = 5000;

/** Starts to keep a mailbox connected: connects, synchronises, listens, and begins again after each loss with a growing delay, until closed (CONF.11). Its failures stay its own (CONF.08). */
export function startSession(ports: MailboxPorts, config: MailboxConfig): Session {
  const pace = { ...PACE, ...ports.pace };
  const life: Life = {
    ports,
    config,
    pace,
    wake: createWake(ports.clock),
    memories: new Map(),
    ending: new AbortController(),
    stopped: false,
    state: { state: "connecting" },
    client: null,
    attempts: 0,
    lastTold: "",
  };
  const work = createWorkConnection({
    connect: () => signIn(ports, config, life.ending.signal),
    clock: ports.clock,
    lingerMs: pace.linger,
    stays: config.servers.auth?.kind === "code",
  });
  const living = keepConnected(life);
  return {
    config,
    work,
    wake: life.wake,
    online: () => online(life),
    close: async () => {
      life.stopped = true;
      life.wake.poke();
      life.ending.abort();
      const leaving = life.client === null ? undefined : leaveImap(life.client);
      await Promise.all([work.close(), leaving, withinTime(living, CLOSE_MS).catch(() => undefined)]);
      say(life, { state: "offline", reason: "paused" });
    },
  };
}

async function keepConnected(life: Life): Promise<void> {
  while (!life.stopped) {
    const failure = await connectOnce(life);
    if (failure === null || life.stopped) return;
    say(life, { state: "offline", reason: failure.reason, code: failure.code });
    life.wake.take();
    await life.wake.wait(delayAfter(life, failure));
    life.wake.take();
  }
}

/** One connection from its beginning to its end; null when the mailbox was closed. */
async function connectOnce(life: Life): Promise<ConnectionFailure | null> {
  const { ports, config } = life;
  try {
    // Without a session no server is even called: the state says what the person must do.
    if (isSignedOut(life.state) && meansOf(config.servers) === "token")
      await ports.host.token({ mailboxId: config.mailboxId, fresh: false });
    else {
      await askFirst(ports, config);
      say(life, { state: "connecting" });
    }
    const client = await signIn(ports, config, life.ending.signal);
    life.client = client;
    if (life.stopped) return null;
    say(life, { state: "syncing", done: 0, total: 0 });
    trace(ports, config, { action: "connect", request: place(config), answer: "OK", success: true });
    life.lastTold = "";
    await watchMailbox({
      client,
      config,
      host: ports.host,
      clock: ports.clock,
      pollMs: life.pace.poll,
      wake: life.wake,
      memories: life.memories,
      stopped: () => life.stopped,
      say: (state) => say(life, state),
      settled: (added) => {
        life.attempts = 0;
        trace(ports, config, { action: "sync", request: "FETCH", answer: `${added}`, success: true });
      },
    });
    return null;
  } catch (error) {
    if (life.stopped) return null;
    const failure = failureOf(error, ports.certificateFailure);
    // The end of a connection that was made is told as such.
    if (life.client === null) tellOnce(life, failure);
    return failure;
  } finally {
    if (life.client !== null) await endConnection(life, life.client);
  }
}

async function endConnection(life: Life, client: ImapFlow): Promise<void> {
  life.client = null;
  await leaveImap(client);
  const answer = (client.byeReason ?? "").slice(0, 200);
  trace(life.ports, life.config, { action: "disconnect", request: place(life.config), answer, success: true });
}

function delayAfter(life: Life, { reason, code }: ConnectionFailure): number {
  if (reason === "signed-out") return life.pace.longestRetry;
  // Presenting a refused token again and again locks accounts.
  if (code === "token-refused" || code === "certificate-refused") return life.pace.refusedRetry;
  return retryDelay(life.pace, life.attempts++, life.ports.clock);
}

/** A night without network is one line of the journal, not a thousand. */
function tellOnce(life: Life, { code }: ConnectionFailure): void {
  if (life.lastTold === code) return;
  life.lastTold = code;
  trace(life.ports, life.config, { action: "connect", request: place(life.config), answer: code, success: false });
}

function say(life: Life, state: ConnectionState): void {
  life.state = state;
  void life.ports.host.state(life.config.mailboxId, state).catch(() => undefined);
}

async function online(life: Life): Promise<void> {
  const until = life.ports.clock.now().getTime() + ONLINE_MS;
  while (!life.stopped && life.client === null && life.state.state === "connecting") {
    if (life.ports.clock.now().getTime() > until) break;
    await new Promise<void>((resolve) => life.ports.clock.after(50, resolve));
  }
  if (isSignedOut(life.state)) throw new PliError("signed-out");
  if (life.client === null || life.stopped) throw new PliError("offline", { retry: true });
}

const isSignedOut = (state: ConnectionState): boolean => state.state === "offline" && state.reason === "signed-out";
const place = (config: MailboxConfig): string => `IMAP ${config.servers.imap.host}:${config.servers.imap.port}`;

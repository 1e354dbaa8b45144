import { randomUUID } from "node:crypto";
import type { DemoAct, ProtocolLine } from "#shared/contract/demo-panel";
import type { Environment } from "#shared/domain/environment";
import { demoEnvironment, HOSTS } from "./addresses";
import { createMailStore, type MailStore } from "./imap/store/mail-store";
import { IDENTITIES, KNOWN_PATIENTS, PROFILES } from "./people";
import { createPki, type Pki, restorePki } from "./pki/pki";
import { publicationAt } from "./pki/publisher";
import type { DemoAnswer, DemoInfo, DemoRequest, DocumentWriters, StateFile } from "./ports";
import { createPostOffice, type Delays, HUMAN_DELAYS, type PostOffice } from "./post/post-office";
import { createProtocolLog, type ProtocolLog } from "./protocol-log";
import { createScenarios } from "./scenarios";
import { type Servers, startServers } from "./start-servers";
import { createStateKeeper, type OperatorState, readState, type StateKeeper, withUidsAhead } from "./state";
import { buildWorld, FULL_WORLD, type WorldSize } from "./world/build-world";
import { COLLEAGUES } from "./world/colleagues";
import { firstArrival } from "./world/first-arrival";
import { MAILBOXES } from "./world/practice";

/** What the operator is made of; everything but the state and the writers has a default. */
export type DemoOperatorOptions = {
  readonly stateFile: StateFile;
  readonly documents: DocumentWriters;
  readonly clock?: () => Date;
  readonly seed?: number;
  readonly size?: WorldSize;
  readonly delays?: Partial<Delays>;
  /** Milliseconds between two writes of the state, at least. */
  readonly saveEvery?: number;
  /** A sign-in request appeared or ended. */
  readonly onChange?: () => void;
  readonly progress?: (done: number, total: number) => void;
  readonly onUnexpected?: (error: unknown) => void;
};

/** The running operator. `servers`, `store` and `office` are for tests: faults, mail as it lies, complaints. */
export type DemoOperator = {
  readonly environment: Environment;
  readonly info: DemoInfo;
  readonly servers: Servers;
  readonly store: MailStore;
  readonly office: PostOffice;
  pending(): readonly DemoRequest[];
  /** False when the request no longer waits. */
  answer(id: string, answer: DemoAnswer): Promise<boolean>;
  /** Does what a scenario wants of the demonstration itself. */
  act(act: DemoAct): Promise<void>;
  /** What the servers said and heard after a line, secrets masked. */
  protocol(after: number): readonly ProtocolLine[];
  /** Puts the world back to its first day; sessions of mail and of identity end. */
  reset(): Promise<void>;
  close(): Promise<void>;
};

const SEED = 20_261_122;
const SAVE_EVERY_MS = 3000;

/** Starts a whole make-believe MSSanté on loopback: identity provider, autoconfiguration, IMAP, SMTP, directories, patients and colleagues. */
export async function startDemoOperator(options: DemoOperatorOptions): Promise<DemoOperator> {
  const now = options.clock ?? (() => new Date());
  const saved = await readState(options.stateFile);
  const authority = { now, publication: publicationAt(HOSTS.publisher) };
  const pki = (saved === null ? undefined : await restorePki(saved.pki, authority)) ?? (await createPki(authority));
  const store = createMailStore(() => now().getTime());
  const memory: Memory = { welcomed: saved?.welcomed ?? false, welcoming: false };
  if (saved === null) await freshWorld(store, options, now());
  else store.restore(withUidsAhead(saved.mail));
  const office = createPostOffice({
    store,
    profiles: PROFILES,
    colleagues: COLLEAGUES,
    delays: { ...HUMAN_DELAYS, ...options.delays },
    now,
    newId: () => `${randomUUID()}@demo.mssante.fr`,
    ended: saved?.ended ?? [],
    onChange: () => keeper.changed(),
  });
  const log = createProtocolLog(now);
  const servers = await startServers({
    log: log.write,
    pki,
    now,
    store,
    office,
    signingKeyPem: saved?.signingKeyPem,
    onSignIn: () => welcome({ memory, store, office, keeper, options, now }),
    onRequest: () => options.onChange?.(),
  });
  const keeper = createStateKeeper({
    file: options.stateFile,
    state: () => currentState({ pki, servers, store, office, memory }),
    every: options.saveEvery ?? SAVE_EVERY_MS,
    onFailure: (error) => options.onUnexpected?.(error),
  });
  store.onChange(keeper.changed);
  if (saved === null) await keeper.flush();
  return operator({ options, pki, store, office, servers, keeper, memory, now, log });
}

type Memory = { welcomed: boolean; welcoming: boolean };

type Parts = {
  readonly options: DemoOperatorOptions;
  readonly pki: Pki;
  readonly store: MailStore;
  readonly office: PostOffice;
  readonly servers: Servers;
  readonly keeper: StateKeeper;
  readonly memory: Memory;
  readonly now: () => Date;
  readonly log: ProtocolLog;
};

function operator({ options, pki, store, office, servers, keeper, memory, now, log }: Parts): DemoOperator {
  const { provider } = servers;
  const environment = demoEnvironment({
    anchorPem: pki.anchorPem,
    issuer: provider.issuer,
    discoveryUrl: provider.discoveryUrl,
    pageOrigin: provider.pageOrigin,
    ports: servers.ports,
  });
  const expiries = watchExpiries(servers, () => options.onChange?.());
  return {
    environment,
    info: { environment, people: IDENTITIES, mailboxes: MAILBOXES, knownPatients: KNOWN_PATIENTS },
    servers,
    store,
    office,
    pending: () => provider.pending().map(shownRequest),
    act: createScenarios({
      store,
      servers,
      documents: options.documents,
      now,
      newId: () => `${randomUUID()}@demo.mssante.fr`,
      later: office.later,
    }),
    protocol: log.since,
    async answer(id, answer) {
      const found = await answerRequest(servers, id, answer);
      options.onChange?.();
      return found;
    },
    async reset() {
      office.forget();
      provider.endAllSessions();
      await options.stateFile.erase();
      const fresh = createMailStore(() => now().getTime());
      await freshWorld(fresh, options, now());
      servers.imap.dropConnections("bye");
      store.restore(fresh.snapshot());
      Object.assign(memory, { welcomed: false, welcoming: false } satisfies Memory);
      await keeper.flush();
      options.onChange?.();
    },
    async close() {
      expiries.stop();
      await servers.close();
      await keeper.flush();
      keeper.stop();
      office.forget();
    },
  };
}

function freshWorld(store: MailStore, options: DemoOperatorOptions, now: Date): Promise<void> {
  return buildWorld({
    store,
    now,
    seed: options.seed ?? SEED,
    documents: options.documents,
    size: options.size ?? FULL_WORLD,
    progress: options.progress ?? (() => undefined),
  });
}

function currentState({
  pki,
  servers,
  store,
  office,
  memory,
}: Pick<Parts, "pki" | "servers" | "store" | "office" | "memory">): OperatorState {
  return {
    version: 1,
    pki: pki.serialize(),
    signingKeyPem: servers.provider.signingKeyPem,
    mail: store.snapshot(),
    ended: office.ended(),
    welcomed: memory.welcomed,
  };
}

/** The laboratory's report arrives a moment after the first sign-in, once, so that an arrival is seen. */
function welcome({
  memory,
  store,
  office,
  keeper,
  options,
  now,
}: Pick<Parts, "memory" | "store" | "office" | "keeper" | "options" | "now">): void {
  if (memory.welcomed || memory.welcoming) return;
  memory.welcoming = true;
  office.later({ ...HUMAN_DELAYS, ...options.delays }.firstArrival, () => {
    firstArrival({ now: now(), documents: options.documents }).then(
      ({ mailbox, raw }) => {
        memory.welcomed = true;
        store.deliver(mailbox, "INBOX", raw, { date: now() });
        keeper.changed();
      },
      (error: unknown) => options.onUnexpected?.(error),
    );
  });
}

async function answerRequest({ provider }: Servers, id: string, answer: DemoAnswer): Promise<boolean> {
  switch (answer) {
    case "approve":
      return provider.approve(id);
    case "deny":
      return provider.deny(id);
    case "expire":
      return provider.expire(id);
    default:
      return answer satisfies never;
  }
}

/** Tells when a request ends by itself: nobody else would. */
function watchExpiries({ provider }: Servers, changed: () => void): { stop(): void } {
  const timers = new Set<NodeJS.Timeout>();
  const forget = provider.onPending(({ expiresAt }) => {
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        changed();
      },
      Math.max(0, expiresAt - Date.now()) + 50,
    );
    timers.add(timer);
  });
  return {
    stop() {
      forget();
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function shownRequest(request: ReturnType<Servers["provider"]["pending"]>[number]): DemoRequest {
  return {
    id: request.id,
    idNat: request.idNat,
    name: IDENTITIES.find(({ idNat }) => idNat === request.idNat)?.name ?? "",
    bindingMessage: request.bindingMessage,
    channel: request.channel === "CARD" ? "card" : "mobile",
    expiresAt: new Date(request.expiresAt).toISOString(),
  };
}

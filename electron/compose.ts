import type { Changed } from "#shared/contract/events";
import type { Handlers } from "#shared/contract/index";
import type { StoreClient } from "./store/serve";
import { localTime } from "./trace/local-time";
import { KNOWN_ENVIRONMENTS } from "./trust/known-environments";
import { accountHandlers, configureMissing } from "./compose/accounts";
import { createAutoconfigOf } from "./compose/autoconfig";
import { createBodies } from "./compose/bodies";
import { openBootstrap } from "./compose/bootstrap-file";
import { createDemonstration } from "./compose/demonstration";
import { directoryHandlers } from "./compose/directory";
import { documentHandlers, fileArrivals } from "./compose/documents";
import { createGate } from "./compose/gate";
import { createDirectoryOf } from "./compose/live-directory";
import { createMailboxes } from "./compose/mailboxes";
import { createOperations } from "./compose/operations";
import { createOutbox } from "./compose/outbox";
import { createParserClient } from "./compose/parser";
import type { Platform } from "./compose/ports";
import { createProfile } from "./compose/profile";
import { readingHandlers } from "./compose/reading";
import type { Services } from "./compose/services";
import { createSessionKeeper } from "./compose/session-keeper";
import { createStoreKeeper } from "./compose/store-process";
import { createTeller } from "./compose/teller";
import { draftHandlers, outboxHandlers } from "./compose/writing";

/** The running application: what pages may call, and its start and end. */
export type Application = {
  readonly handlers: Handlers;
  readonly storeOpen: () => boolean;
  readonly signedIn: () => boolean;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** The machine woke up. */
  readonly wake: () => void;
};

/** Builds every service over the platform; nothing is opened before `start`. */
export async function createApplication(platform: Platform): Promise<Application> {
  const bootstrap = await openBootstrap(platform.folder);
  const store = createGate<StoreClient>("store-closed");
  const teller = createTeller(platform.emit);
  const changed = (...what: Changed[]): void => teller.changed(what);
  const demonstration = createDemonstration(platform, () => changed("demo"));
  const environment = () => (bootstrap.get().profile === "demo" ? demonstration.info()?.environment : null) ?? platform.environment ?? KNOWN_ENVIRONMENTS.bas;
  const keeper = createStoreKeeper(platform, store, () => {
    platform.report(new Error("store process ended"), "store");
    changed("app");
  });
  const sessions = createSessionKeeper({ environment, emit: platform.emit, remember: (idNat) => void bootstrap.set({ lastIdNat: idNat }) });
  const trace: Services["trace"] = async ({ mailboxId, ...event }) => {
    const mailbox = mailboxId === undefined ? undefined : (await store.peek()?.listMailboxes())?.find((one) => one.id === mailboxId);
    await store.peek()?.appendTrace({ ...event, mailbox: mailbox?.address ?? "", actor: sessions.actor() }, localTime(platform.clock()));
  };
  const parser = createParserClient(platform);
  const mailboxes = createMailboxes({
    platform,
    environment,
    store,
    token: sessions.token,
    changed,
    trace,
    ready: (id) => {
      services.operations.replay(id);
      services.outbox.kick();
      services.bodies.ahead(id);
    },
    arrived: (id) => services.bodies.ahead(id),
  });
  const operations = createOperations({ store, operate: mailboxes.operate, changed: () => changed("conversations", "mailboxes"), trace, report: platform.report });
  const outbox = createOutbox({
    store,
    mailboxes,
    changed: () => changed("outbox", "conversations"),
    notice: (code) => platform.emit({ kind: "notice", code }),
    trace,
    report: platform.report,
  });
  const bodies = createBodies({
    locate: (id) => store.get().remoteLocation(id),
    fetch: mailboxes.fetchSource,
    parse: (raw) => parser.readMessage({ raw }),
    save: (id, raw, parsed) => store.get().saveBody(id, raw, parsed),
    unreadable: (id, state) => store.get().setBodyState(id, state),
    arrived: async (id, parsed) => {
      changed("conversations");
      await fileArrivals(services, id, parsed);
    },
    pending: async (id, limit) => (await store.get().pendingBodies(id, limit)).map((one) => one.messageId),
    report: platform.report,
  });
  const services: Services = {
    platform, bootstrap, store, environment, parser, bodies, mailboxes, operations, outbox, trace, changed,
    directory: createDirectoryOf(environment),
  };
  const autoconfig = createAutoconfigOf(environment);
  sessions.onSignedIn(async () => {
    await configureMissing(services, autoconfig);
    await mailboxes.connectAll();
    outbox.kick();
  });
  sessions.onEnded(() => mailboxes.disconnectAll());
  const closing = async (): Promise<void> => {
    await outbox.close();
    await sessions.close();
    await mailboxes.disconnectAll();
  };
  const profile = createProfile({ services, keeper, demonstration, opened: () => outbox.open(), closing });
  return {
    handlers: {
      ...profile.handlers,
      ...sessions.handlers(demonstration, platform),
      ...demonstration.handlers,
      ...accountHandlers(services, autoconfig),
      ...readingHandlers(services),
      ...documentHandlers(services),
      ...draftHandlers(services),
      ...outboxHandlers(services),
      ...directoryHandlers(services),
    },
    storeOpen: () => store.peek() !== null,
    signedIn: sessions.signedIn,
    start: profile.start,
    wake: sessions.wake,
    stop: async () => {
      await closing();
      await demonstration.stop();
      await keeper.close({ state: "none" });
      mailboxes.stop();
      parser.close();
    },
  };
}

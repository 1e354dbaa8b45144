import type { Handlers } from "#shared/contract/index";
import { accountHandlers } from "./compose/accounts";
import { openBootstrap } from "./compose/bootstrap-file";
import { dayHandlers } from "./compose/day";
import { contactHandlers } from "./compose/contacts";
import { directoryHandlers } from "./compose/directory";
import { qualityHandlers } from "./compose/quality";
import { liveHandlers } from "./compose/live-settings";
import { documentHandlers } from "./compose/documents";
import { versionHandlers } from "./compose/document-versions";
import { reportHandlers } from "./compose/failure-reports";
import { exportHandlers } from "./compose/export-mail";
import { withDesk } from "./compose/desk-session";
import { createGround } from "./compose/ground";
import { housekeepingHandlers, keepHouse } from "./compose/housekeeping";
import { createIdleLock } from "./compose/idle-lock";
import { isAway } from "./compose/journal-writer";
import { journalHandlers, purgeJournal } from "./compose/journal";
import type { Platform } from "./compose/ports";
import { writeFromLink } from "./compose/mail-link";
import { patientBaseHandlers } from "./compose/patient-base";
import { withReport } from "./compose/reporting";
import { createProfile } from "./compose/profile";
import { createRecoveryCodes } from "./compose/recovery";
import { indicatorHandlers } from "./compose/indicators";
import { ruleHandlers } from "./compose/mail-rules";
import { madeDocumentHandlers } from "./compose/made-documents";
import { readingHandlers } from "./compose/reading";
import { createServices, goOn } from "./compose/create-services";
import { createConversationWindows } from "./compose/conversation-windows";
import { createDraftWindows } from "./compose/draft-windows";
import { keepOwedAsRead } from "./compose/sending";
import { serverSearchHandlers } from "./compose/search-servers";
import { createSpelling, type Spelling } from "./compose/spelling";
import type { Services } from "./compose/services";
import { practiceFolderHandlers } from "./compose/practice-folder";
import { scanFolderHandlers } from "./compose/scan-folder";
import { replyToHandlers } from "./compose/reply-to";
import { receiptHandlers } from "./compose/read-receipts";
import { createUpdates } from "./compose/updates";
import { systemClock } from "./psc/system-clock";
import { templateHandlers } from "./compose/templates";
import { draftHandlers, outboxHandlers } from "./compose/writing";

/** The running application: what pages may call, and its start and end. */
export type Application = {
  readonly handlers: Handlers;
  readonly storeOpen: () => boolean;
  readonly storeAway: () => boolean;
  readonly signedIn: () => boolean;
  /** Opens the demonstration when asked to, else what was open last; `known` is called as soon as pages may ask, before the day's tidying. */
  readonly start: (inDemo?: boolean, known?: () => void) => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Once it is stopped, or was left to: gives its place to the next version, where one is ready. */
  readonly putInPlace: () => Promise<void>;
  /** Pli was started again, or by another program: a `mailto:` among the arguments opens a draft. */
  readonly startedWith: (args: readonly string[]) => Promise<void>;
  /** The machine woke up. */
  readonly wake: () => void;
  /** What the menu of a wrong word needs. */
  readonly spelling: Pick<Spelling, "suggest" | "learn">;
  /** The language of the interface. */
  readonly language: () => "fr" | "en";
  /** Notes an unexpected error in the technical log. */
  readonly report: (error: unknown, about: string) => void;
};

/** Builds every service over the platform; nothing is opened before `start`. */
export async function createApplication(machine: Platform): Promise<Application> {
  const platform = withReport({
    ...machine,
    emit: (event) => {
      machine.emit(event);
      // How the store is protected, or after how long it is locked, is another.
      if (event.kind === "changed" && event.what.includes("app")) idle.look();
    },
  });
  const ground = createGround(platform, await openBootstrap(platform.folder), {
    store: (damaged) => {
      profile.lost(damaged).catch((error: unknown) => platform.report(error, "store lost"));
    },
    operator: () => {
      profile.operatorLost().catch((error: unknown) => platform.report(error, "demonstration lost"));
    },
  });
  const { services, test } = createServices(ground);
  const { store, sessions, demonstration, keeper } = ground;
  // Lent in clear to other programs while they are dragged: a desk that is locked lends nothing, and a file still held does not keep it open.
  const takeBack = (): Promise<void> =>
    platform.leaving.empty().catch((error: unknown) => platform.report(error, "lent files"));
  const spelling = createSpelling({
    platform,
    store,
    settings: () => ground.bootstrap.get().settings,
    changed: ground.changed,
  });
  const windows = createDraftWindows({
    composers: platform.composers,
    store,
    emit: platform.emit,
    changed: services.changed,
    report: platform.report,
  });
  const updates = createUpdates(ground, windows.isWriting);
  const conversations = createConversationWindows(platform.conversations, store);
  const closing = async (): Promise<void> => {
    windows.close();
    conversations.close();
    spelling.close();
    services.mirror.close();
    await services.outbox.close();
    await sessions.close();
    await services.mailboxes.disconnectAll();
    services.offline.close();
    ground.environments.forget();
    ground.proxies.forget();
    ground.identities.forget();
    ground.codes.forget();
    ground.links.forget();
    await takeBack();
  };
  let isWhole = false;
  const opened = async (known?: () => void): Promise<void> => {
    isWhole = false;
    idle.opened();
    await ground.environments.load();
    await ground.proxies.load();
    known?.();
    const after = async (): Promise<void> => {
      await ground.journal.catchUp();
      await windows.restore();
      await openedStore(services);
      isWhole = true;
    };
    await after().catch((error: unknown) => {
      // Found damaged meanwhile: its screen says so.
      if (keeper.state().state === "ready") throw error;
    });
  };
  const drafts = draftHandlers(services);
  const profile = createProfile({
    services,
    keeper,
    codes: createRecoveryCodes(keeper, platform),
    demonstration,
    opened,
    resumed: async () => {
      if (!isWhole) return opened();
      await ground.journal.catchUp();
      await windows.keep();
      await openedStore(services);
      await goOn(services, sessions.signedIn());
    },
    closing,
  });
  const lock = () => profile.handlers["app.lock"](undefined);
  const idle = createIdleLock({
    now: () => platform.clock().getTime(),
    after: systemClock.after,
    minutes: () => services.bootstrap.get().settings.lockMinutes,
    store: keeper.state,
    lock,
    report: platform.report,
  });
  return {
    handlers: {
      ...profile.handlers,
      ...withDesk(sessions.handlers(demonstration, platform), { store: keeper.state, lock, idle }),
      ...demonstration.handlers,
      ...ground.environments.handlers,
      ...ground.proxies.handlers,
      ...ground.identities.handlers,
      ...accountHandlers(services, test, ground),
      ...readingHandlers(services),
      ...journalHandlers(services),
      ...exportHandlers(services),
      ...dayHandlers(services),
      ...ruleHandlers(services),
      ...housekeepingHandlers(services),
      ...serverSearchHandlers(services),
      ...documentHandlers(services),
      ...versionHandlers(services),
      ...reportHandlers(services),
      ...indicatorHandlers(services),
      ...patientBaseHandlers(services),
      ...madeDocumentHandlers(services),
      ...drafts,
      ...outboxHandlers(services),
      ...templateHandlers(services),
      ...practiceFolderHandlers(services),
      ...scanFolderHandlers(services),
      ...receiptHandlers(services),
      ...replyToHandlers(services),
      ...directoryHandlers(services),
      ...liveHandlers(services),
      ...qualityHandlers(services),
      ...services.offline.handlers,
      ...contactHandlers(services),
      ...spelling.handlers,
      ...updates.handlers,
      ...windows.handlers,
      ...conversations.handlers,
    },
    storeOpen: () => store.peek() !== null,
    storeAway: () => isAway(keeper.state()),
    signedIn: sessions.signedIn,
    start: async (inDemo = false, known = () => undefined) => {
      await takeBack();
      try {
        await profile.start(inDemo, known);
      } finally {
        await updates.start();
      }
    },
    startedWith: (args) => writeFromLink(services, drafts, args),
    wake: () => {
      idle.look();
      sessions.wake();
      services.alarm.set();
    },
    spelling,
    language: () => services.bootstrap.get().settings.language,
    report: platform.report,
    stop: async () => {
      idle.stop();
      await updates.stop();
      await closing();
      await demonstration.stop();
      await keeper.close({ state: "none" });
      services.alarm.stop();
      services.mailboxes.stop();
      services.parser.close();
      services.offline.close();
    },
    putInPlace: updates.putInPlace,
  };
}

/** What was deleted for good on the server is forgotten here after so many days. */
const GONE_DAYS = 30;

/** Once a store is open: the queue runs, and what is past its time is put away. */
async function openedStore(services: Services): Promise<void> {
  const { store, outbox, platform, alarm } = services;
  await outbox.open();
  outbox.afterwards(() => keepOwedAsRead(services));
  alarm.set();
  await purgeJournal(services);
  await keepHouse(services);
  await store.get().purgeGone(new Date(platform.clock().getTime() - GONE_DAYS * 86_400_000).toISOString());
}

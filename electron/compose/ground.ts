import type { Environment } from "#shared/domain/environment";
import type { StoreClient } from "../store/serve";
import type { RevocationCheck } from "../trust/ports";
import type { openBootstrap } from "./bootstrap-file";
import { browserPages } from "./browser-pages";
import { createDemonstration, type Demonstration } from "./demonstration";
import { createGate, type Gate } from "./gate";
import { createDeskTeller, type DeskTeller } from "./desk";
import { createEnvironments, type Environments } from "./environments";
import { httpsDoors, type OpenDoor } from "./https-door";
import { secureRandom, systemClock } from "../psc/system-clock";
import { createMailboxCodes, type MailboxCodes } from "./mailbox-codes";
import { createOperatorLinks, type OperatorLinks } from "./operator-links";
import { createMailboxIdentities, type MailboxIdentities } from "./mailbox-identities";
import { createJournalWriter, type JournalWriter } from "./journal-writer";
import { isOwner } from "./owner";
import type { Reporting } from "./ports";
import { createProxies, type Proxies } from "./proxies";
import { createRevocationOf } from "./revocation";
import type { Services } from "./services";
import { createSessionKeeper, type SessionKeeper } from "./session-keeper";
import { createStoreKeeper, type StoreKeeper } from "./store-process";
import { createTeller, type Teller } from "./teller";

/** What every service stands on: the store behind its gate, the environment, the session, the journal, and the way to the pages. */
export type Ground = {
  readonly platform: Reporting;
  readonly bootstrap: Awaited<ReturnType<typeof openBootstrap>>;
  readonly store: Gate<StoreClient>;
  readonly keeper: StoreKeeper;
  readonly demonstration: Demonstration;
  readonly sessions: SessionKeeper;
  readonly environments: Environments;
  readonly proxies: Proxies;
  readonly identities: MailboxIdentities;
  readonly codes: MailboxCodes;
  readonly links: OperatorLinks;
  readonly revocation: RevocationCheck;
  readonly door: OpenDoor;
  readonly teller: Teller;
  readonly desk: DeskTeller;
  readonly changed: Services["changed"];
  readonly environment: () => Environment;
  readonly journal: JournalWriter;
  readonly trace: Services["trace"];
};

/** Builds the ground over the platform; nothing is opened yet. */
export function createGround(
  platform: Reporting,
  bootstrap: Ground["bootstrap"],
  lost: { readonly store: (damaged: boolean) => void; readonly operator: () => void },
): Ground {
  const store = createGate<StoreClient>("store-closed");
  const teller = createTeller(platform.emit);
  const desk = createDeskTeller({
    desk: platform.desk,
    store,
    settings: () => bootstrap.get().settings,
    clock: platform.clock,
    openConversation: (id) => platform.emit({ kind: "open-conversation", id }),
    report: platform.report,
  });
  const changed: Services["changed"] = (...what) => {
    teller.changed(what);
    if (what.includes("conversations")) desk.recount();
  };
  const demonstration = createDemonstration(platform, () => changed("demo"), lost.operator);
  const environments = createEnvironments({
    platform,
    store,
    changed: async () => {
      await sessions.close();
      changed("environment", "app");
    },
  });
  const environment = (): Environment => {
    const demo = bootstrap.get().profile === "demo" ? demonstration.environment() : null;
    return demo ?? platform.environment ?? environments.current();
  };
  const keeper = createStoreKeeper(platform, store, {
    gone: () => {
      platform.report(new Error("store process ended"), "store");
      lost.store(false);
    },
    damaged: () => lost.store(true),
  });
  const proxies = createProxies({ platform, store, environment, changed: () => changed("proxy") });
  const revocation = createRevocationOf(environment, platform.folder, proxies.within);
  const door = httpsDoors(revocation, environments.identity, proxies.within);
  const links = createOperatorLinks({
    store,
    environment,
    door,
    clock: systemClock,
    random: secureRandom,
    changed: () => changed("mailboxes"),
  });
  const sessions = createSessionKeeper({
    active: links.active,
    environment,
    door,
    emit: platform.emit,
    remember: ({ idNat, channel }) => {
      void bootstrap.set({ lastChannel: channel, ...(idNat === undefined ? {} : { lastIdNat: idNat }) });
      if (channel === "browser") platform.dialogs.showMain();
      changed("app");
    },
    openBrowser: platform.dialogs.openBrowser,
    admits: (idNat) => isOwner(store, environment(), idNat),
    pages: () => browserPages(bootstrap.get().settings.language),
  });
  const journal = createJournalWriter({
    store,
    storeState: keeper.state,
    clock: platform.clock,
    actor: sessions.actor,
  });
  return {
    platform,
    bootstrap,
    store,
    keeper,
    demonstration,
    sessions,
    environments,
    proxies,
    identities: createMailboxIdentities(platform, store),
    codes: createMailboxCodes(
      () => platform.clock().getTime(),
      () => changed("mailboxes"),
    ),
    links,
    revocation,
    door,
    teller,
    desk,
    changed,
    environment,
    journal,
    trace: journal.trace,
  };
}

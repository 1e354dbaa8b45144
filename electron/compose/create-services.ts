import type { MailboxId } from "#shared/domain/ids";
import { configureMissing } from "./accounts";
import { createAlarm } from "./alarm";
import { createAutoconfigOf } from "./autoconfig";
import { createBodies } from "./bodies";
import { type ConnectionTest, createConnectionTest } from "./connection-test";
import { fileArrivals } from "./documents";
import { draftCopyBytes } from "./draft-copies";
import { createDraftMirror } from "./draft-mirror";
import type { Ground } from "./ground";
import { aheadSince } from "./housekeeping";
import { createDirectoryOf } from "./live-directory";
import { createLiveSettings } from "./live-settings";
import { createRuling } from "./mail-rules";
import { mailboxToken } from "./mailbox-token";
import { createMailboxes, type Mailboxes } from "./mailboxes";
import { createOfflineDirectory } from "./offline-directory";
import { createOperations } from "./operations";
import { createOutbox } from "./outbox";
import { heldNow } from "./held";
import { removeSentScans } from "./scan-folder";
import { takeOwnership } from "./owner";
import { createParserClient, type Parser } from "./parser";
import type { Services } from "./services";
import { comparePublished } from "./quality";
import { refreshWhiteList, whiteListState } from "./white-list";

/** Builds the services over the ground, and ties them to the session: a sign-in configures and connects, its end disconnects. */
export function createServices(ground: Ground): { readonly services: Services; readonly test: ConnectionTest } {
  const { platform, store, trace, sessions } = ground;
  // What was written or sent is also in the operator's folder of drafts.
  const changed: Services["changed"] = (...what) => {
    ground.changed(...what);
    if (what.includes("drafts") || what.includes("outbox")) services.mirror.soon();
  };
  const parser = createParserClient(platform);
  const offline = createOfflineDirectory({
    platform,
    environment: ground.environment,
    door: ground.door,
    folder: () => ground.keeper.folderOf(ground.bootstrap.get().profile === "demo" ? "demo" : "real"),
    changed: () => changed("directory"),
    imported: async () => {
      await comparePublished({ store, offline, platform });
      changed("contacts");
    },
    whiteList: () => whiteListState(ground),
    trace,
  });
  const live = createLiveSettings(ground);
  const directory = createDirectoryOf({ ...ground, live, offline: offline.source });
  const mailboxes = openMailboxes(ground, () => services);
  const services: Services = {
    platform,
    bootstrap: ground.bootstrap,
    store,
    environment: ground.environment,
    parser,
    mailboxes,
    trace,
    changed,
    desk: ground.desk,
    tellDocuments: ground.teller.documents,
    ruling: createRuling(() => services),
    alarm: createAlarm({
      store,
      clock: platform.clock,
      woken: () => changed("conversations"),
      report: platform.report,
    }),
    bodies: openBodies(ground, parser, mailboxes, () => services),
    mirror: openMirror(ground, mailboxes, () => services),
    directory,
    live,
    offline,
    operations: createOperations({
      store,
      operate: mailboxes.operate,
      changed: () => changed("conversations", "mailboxes"),
      trace,
      report: platform.report,
    }),
    outbox: createOutbox({
      store,
      mailboxes,
      held: (id) => heldNow(services, id),
      left: (id) => removeSentScans(services, id),
      changed: () => changed("outbox", "conversations"),
      replay: (id) => services.operations.replay(id),
      notice: (code) => platform.emit({ kind: "notice", code }),
      trace,
      report: platform.report,
    }),
  };
  ground.links.onEnded((id) => void endMailSession(services, id));
  const autoconfig = createAutoconfigOf(ground.environment, ground.door);
  sessions.onSignedIn(async () => {
    const person = sessions.identity();
    if (person !== null) await store.peek()?.rememberPerson(person);
    await takeOwnership(store, sessions.actor());
    await configureMissing(services, autoconfig);
    await mailboxes.connectAll();
    services.outbox.kick();
    await refreshWhiteList(ground, offline.process);
  });
  sessions.onEnded(() => {
    ground.codes.forget();
    ground.links.forget();
    return mailboxes.disconnectAll();
  });
  const token = mailboxToken({ store, links: ground.links, psc: sessions.token });
  const test = createConnectionTest({
    autoconfig,
    checkProxy: ground.proxies.check,
    probe: mailboxes.probe,
    token,
    link: async (id, auth, sent) => {
      // A mailbox that is there already asks in its own notice.
      if (ground.links.lentTo(id) === undefined) await token(id, false);
      else await ground.links.ask(id, auth, sent);
    },
    identity: ground.identities.of,
    secret: ground.codes.secret,
    probeDirectory: directory.probe,
    tell: (address, steps) => platform.emit({ kind: "connection-test", address, steps }),
  });
  return { services, test };
}

/** After the store was away: every mailbox is connected, looked at again, and what waited for it goes on. */
export async function goOn(services: Services, signedIn: boolean): Promise<void> {
  if (signedIn) await services.mailboxes.connectAll();
  for (const id of services.mailboxes.connected()) goOnWith(services, id);
}

/** A mailbox is there: what the person did is told to its server, what waits to leave leaves, bodies are brought. */
function goOnWith({ operations, outbox, mirror, bodies }: Services, id: MailboxId): void {
  operations.replay(id);
  outbox.kick();
  mirror.now();
  bodies.ahead(id);
}

/** A mailbox whose session at its operator's provider is over is left at once; it opens again by another link (CONF.10). */
async function endMailSession({ store, mailboxes, platform }: Services, id: MailboxId): Promise<void> {
  try {
    const mailbox = (await store.get().listMailboxes()).find((one) => one.id === id);
    if (mailbox !== undefined) await mailboxes.reconnect(mailbox);
  } catch (error) {
    platform.report(error, "operator session ended");
  }
}

function openMirror(
  { store, changed, platform }: Ground,
  mailboxes: Mailboxes,
  services: () => Services,
): Services["mirror"] {
  return createDraftMirror({
    store,
    connected: mailboxes.connected,
    build: (id) => draftCopyBytes(services(), id),
    put: mailboxes.putDraftCopy,
    replay: (id) => services().operations.replay(id),
    changed: () => changed("conversations"),
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      timer.unref();
      return () => clearTimeout(timer);
    },
    report: platform.report,
  });
}

function openMailboxes(
  { platform, environment, store, sessions, identities, codes, links, revocation, changed, trace }: Ground,
  services: () => Services,
): Mailboxes {
  return createMailboxes({
    platform,
    environment,
    store,
    token: mailboxToken({ store, links, psc: sessions.token }),
    identity: identities.of,
    codes,
    links,
    author: sessions.actor,
    revocation,
    changed,
    trace,
    ready: (id) => goOnWith(services(), id),
    arrived: (id, added) => {
      services().bodies.ahead(id);
      services().ruling.arrived(added);
    },
  });
}

function openBodies(
  { platform, store, changed }: Ground,
  parser: Parser,
  mailboxes: Mailboxes,
  services: () => Services,
): Services["bodies"] {
  return createBodies({
    locate: (id) => store.get().remoteLocation(id),
    fetch: mailboxes.fetchSource,
    parse: (raw) => parser.readMessage({ raw }),
    save: (id, raw, parsed) => store.get().saveBody(id, raw, parsed),
    unreadable: async (id, state) => {
      await store.get().setBodyState(id, state);
      await services().ruling.settled(id);
    },
    arrived: async (id, parsed) => {
      await fileArrivals(services(), id, parsed);
      await services().ruling.settled(id);
    },
    changed: () => changed("conversations"),
    after: (ms, act) => void setTimeout(act, ms).unref(),
    calm: () => services().outbox.calm(),
    pending: async (id, limit) => {
      // The profile may have been closed meanwhile.
      if (store.peek() === null) return [];
      const since = await aheadSince({ store, platform });
      return (await store.get().pendingBodies(id, limit, since)).map((one) => one.messageId);
    },
    report: platform.report,
  });
}

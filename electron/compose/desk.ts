import type { ConversationId, MessageId } from "#shared/domain/ids";
import type { Settings } from "#shared/domain/session";
import { arrivalNotice } from "#shared/rules/arrival-notice";
import { catalogue, type TextKey } from "#shared/text/index";
import type { StoreClient } from "../store/serve";
import type { Gate } from "./gate";
import type { Desk, DeskSettings } from "./ports";

/** What the desk around the window is told as the mail lives. */
export type DeskTeller = {
  /** Messages were stored: what is new is told once, all of a moment together. */
  readonly arrived: (ids: readonly MessageId[]) => void;
  /** The number of conversations to do may have changed. */
  readonly recount: () => void;
  readonly apply: () => Promise<void>;
};

/** What it needs of the application. */
export type DeskPorts = {
  readonly desk: Desk;
  readonly store: Gate<StoreClient>;
  readonly settings: () => Settings;
  readonly clock: () => Date;
  readonly openConversation: (id: ConversationId) => void;
  readonly report: (error: unknown, about: string) => void;
};

/** Arrivals of so short a time make one notice; numbers settle before they are shown. */
const GATHER_MS = 2000;

/** Builds the teller; mail received before it was built is never announced. */
export function createDeskTeller(ports: DeskPorts): DeskTeller {
  const since = ports.clock().toISOString();
  const waiting = new Set<MessageId>();
  const tell = later(() => announce(ports, takeAll(waiting), since), ports);
  const recount = later(() => showCount(ports), ports);
  return {
    arrived: (ids) => {
      for (const id of ids) waiting.add(id);
      if (waiting.size > 0) tell();
    },
    recount,
    apply: () => ports.desk.apply(deskSettings(ports.settings())),
  };
}

async function announce(ports: DeskPorts, ids: readonly MessageId[], since: string): Promise<void> {
  const store = ports.store.peek();
  const settings = ports.settings();
  if (store === null || settings.notifications === "none" || ports.desk.isLookedAt()) return;
  const arrivals = await store.arrivedMessages(ids, since);
  const notice = arrivalNotice(arrivals, settings.notifications);
  const [first] = arrivals;
  if (notice === null || first === undefined) return;
  const word = wording(settings);
  ports.desk.notify({
    title: word("app.name"),
    body: word(`desk.${notice.key}`, notice.values),
    onOpen: () => ports.openConversation(first.conversationId),
  });
}

async function showCount({ desk, store, settings }: DeskPorts): Promise<void> {
  const toDo = (await store.peek()?.toDoCount(null)) ?? 0;
  const word = wording(settings());
  const key = toDo === 0 ? "desk.trayNothing" : toDo === 1 ? "desk.trayOne" : "desk.traySeveral";
  desk.count(toDo, {
    tooltip: word(key, { count: String(toDo) }),
    open: word("desk.open"),
    quit: word("desk.quit"),
  });
}

/** Sentences of the catalogue outside the pages: plain ones, whose values are only put in. */
function wording({ language }: Settings) {
  const texts = catalogue(language);
  return (key: TextKey, values: Readonly<Record<string, string>> = {}): string =>
    (texts[key] ?? "").replace(/\{(\w+)\}/gu, (_whole, name: string) => values[name] ?? "");
}

const deskSettings = ({ startAtLogin, hideFromCapture, mailto }: Settings): DeskSettings => ({
  startAtLogin,
  hideFromCapture,
  mailto,
});

/** Runs `act` once for all the calls of a moment. */
function later(act: () => Promise<void>, { report }: Pick<DeskPorts, "report">): () => void {
  let timer: NodeJS.Timeout | null = null;
  return () => {
    timer ??= setTimeout(() => {
      timer = null;
      act().catch((error: unknown) => report(error, "desk"));
    }, GATHER_MS);
    timer.unref();
  };
}

function takeAll<Value>(set: Set<Value>): readonly Value[] {
  const all = [...set];
  set.clear();
  return all;
}

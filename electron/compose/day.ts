import type { SavedSearch } from "#shared/contract/day";
import type { Handlers } from "#shared/contract/index";
import type { Services } from "./services";

type Names =
  | "conversations.snooze"
  | "conversations.label"
  | "conversations.take"
  | "labels.list"
  | "labels.create"
  | "labels.remove"
  | "searches.list"
  | "searches.save";

const SEARCHES = "saved-searches";
const MOST_SEARCHES = 30;

/** The day's work: conversations put off, labels, kept searches. */
export function dayHandlers(services: Services): Pick<Handlers, Names> {
  const { store } = services;
  const searches = async (): Promise<readonly SavedSearch[]> =>
    ((await store.get().getSetting(SEARCHES)) as readonly SavedSearch[] | null) ?? [];
  return {
    "conversations.snooze": async ({ ids, until }) => {
      await store.get().snooze(ids, until);
      services.changed("conversations");
      services.alarm.set();
      return null;
    },
    "conversations.label": async ({ ids, labelId, on }) => {
      await services.operations.label(ids, labelId, on);
      return null;
    },
    "conversations.take": async ({ ids, taken }) => {
      await services.operations.take(ids, taken);
      return { shared: await store.get().sharesStates(ids) };
    },
    "labels.list": () => store.get().listLabels(),
    "labels.create": async ({ name }) => {
      const label = await store.get().createLabel(name);
      services.changed("conversations");
      return label;
    },
    "labels.remove": async ({ id }) => {
      await store.get().removeLabel(id);
      services.changed("conversations");
      return null;
    },
    "searches.list": searches,
    "searches.save": async ({ name, search }) => {
      const others = (await searches()).filter((one) => one.name !== name);
      const kept = search.trim() === "" ? others : [...others, { name, search }].slice(-MOST_SEARCHES);
      await store.get().setSetting(SEARCHES, kept);
      services.changed("searches");
      return kept;
    },
  };
}

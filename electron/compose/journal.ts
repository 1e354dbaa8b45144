import type { JournalState } from "#shared/contract/journal";
import { RETENTIONS, type Retention } from "#shared/domain/retention";
import type { Handlers } from "#shared/contract/index";
import type { StoreClient } from "../store/serve";
import type { Services } from "./services";

type Names = "journal.list" | "journal.state" | "journal.export" | "journal.keep";

const SETTING = "journal-months";

/** The journal: its lines, its chain, its file, how long it is kept. */
export function journalHandlers(services: Services): Pick<Handlers, Names> {
  const { store, platform } = services;
  return {
    "journal.list": (input) => store.get().listTrace(input),
    "journal.state": () => stateOf(store.get()),
    "journal.export": async (filter) => {
      const text = await store.get().traceCsv(filter);
      const day = platform.clock().toISOString().slice(0, 10);
      const bytes = new TextEncoder().encode(text);
      const saved = await platform.dialogs.saveFile(`pli-journal-${day}.csv`, bytes);
      if (saved)
        await services.trace({
          action: "export",
          request: "journal",
          answer: "saved",
          success: true,
          size: bytes.byteLength,
        });
      return { saved };
    },
    "journal.keep": async ({ months }) => {
      await store.get().setSetting(SETTING, months);
      await services.trace({ action: "journal-keep", request: "retention", answer: `${months} months`, success: true });
      await purgeJournal(services);
      services.changed("journal");
      return stateOf(store.get());
    },
  };
}

/** Removes the lines that are past their time. */
export async function purgeJournal({ store, platform }: Pick<Services, "store" | "platform">): Promise<void> {
  const limit = new Date(platform.clock());
  limit.setMonth(limit.getMonth() - (await monthsOf(store.get())));
  await store.get().purgeTrace(limit.toISOString());
}

async function stateOf(store: StoreClient): Promise<JournalState> {
  const { lines, brokenAt } = await store.verifyChain();
  return { months: await monthsOf(store), lines, brokenAt };
}

async function monthsOf(store: StoreClient): Promise<Retention> {
  const kept = await store.getSetting(SETTING);
  return RETENTIONS.find((months) => months === kept) ?? 6;
}

import type { Handlers } from "#shared/contract/index";
import type { Settings } from "#shared/domain/session";
import { spellingLanguages } from "#shared/domain/spelling";
import { connectSpelling } from "../spelling/connect";
import type { StoreClient } from "../store/serve";
import type { Gate } from "./gate";
import type { Reporting } from "./ports";

/** Spelling while writing: its process starts with the first word and ends when nobody writes. */
export type Spelling = {
  readonly handlers: Pick<Handlers, "spelling.check" | "spelling.words" | "spelling.forget">;
  /** What a wrong word could mean, the likeliest first. */
  readonly suggest: (word: string) => Promise<readonly string[]>;
  /** Adds a word of the person's own; forgotten at once where no store is open to keep it. */
  readonly learn: (word: string) => Promise<void>;
  /** Ends the process, with the words it holds. */
  readonly close: () => void;
};

/** What it needs of the application. */
export type SpellingPorts = {
  readonly platform: Pick<Reporting, "start">;
  readonly store: Gate<StoreClient>;
  readonly settings: () => Settings;
  readonly changed: (what: "spelling") => void;
};

const KEY = "spelling-words";
const MOST_WORDS = 5000;
/** Long enough to write a message without starting it again. */
const IDLE_MS = 180_000;

/** Builds it; nothing starts before a word is to be checked. */
export function createSpelling(ports: SpellingPorts): Spelling {
  const { store, settings, changed } = ports;
  const own = ownWords(store);
  const { ready, close } = spellingProcess(ports, own.read);
  const save = async (words: readonly string[]): Promise<readonly string[]> => {
    const kept = words.toSorted((a, b) => a.localeCompare(b, "fr"));
    await own.keep(kept);
    changed("spelling");
    return kept;
  };
  return {
    handlers: {
      "spelling.check": async ({ words }) => ({
        wrong: settings().spelling === "none" || words.length === 0 ? [] : await (await ready()).wrong(words),
      }),
      "spelling.words": own.read,
      "spelling.forget": async ({ word }) => save((await own.read()).filter((one) => one !== word)),
    },
    suggest: async (word) => (settings().spelling === "none" ? [] : (await ready()).suggest(word)),
    learn: async (word) => {
      const words = await own.read();
      const added = word.normalize("NFC").replaceAll("’", "'").slice(0, 64);
      if (words.length < MOST_WORDS && !words.includes(added)) await save([...words, added]);
    },
    close,
  };
}

type Running = { readonly service: ReturnType<typeof connectSpelling>; readonly kill: () => void };

/** The process, told what to use each time that changed. */
function spellingProcess({ platform, settings }: SpellingPorts, words: () => Promise<readonly string[]>) {
  let running: Running | null = null;
  let told = "";
  let idle: NodeJS.Timeout | undefined;
  const close = (): void => {
    clearTimeout(idle);
    running?.kill();
    running = null;
  };
  const start = (): Running => {
    const child = platform.start("spelling");
    const started = { service: connectSpelling(child), kill: child.kill };
    child.onClose(() => {
      if (running === started) running = null;
    });
    told = "";
    running = started;
    return started;
  };
  const ready = async (): Promise<Running["service"]> => {
    const languages = spellingLanguages(settings().spelling);
    const own = await words();
    const { service } = running ?? start();
    clearTimeout(idle);
    idle = setTimeout(close, IDLE_MS).unref();
    const wanted = JSON.stringify([languages, own]);
    if (wanted !== told) {
      told = wanted;
      await service.use(languages, own);
    }
    return service;
  };
  return { ready, close };
}

/** The person's own words, read once from each store that is opened: they change here alone. */
function ownWords(store: Gate<StoreClient>) {
  const known = new WeakMap<StoreClient, readonly string[]>();
  return {
    read: async (): Promise<readonly string[]> => {
      const open = store.peek();
      if (open === null) return [];
      const before = known.get(open);
      if (before !== undefined) return before;
      const kept = await open.getSetting(KEY);
      const words: readonly string[] = Array.isArray(kept) ? kept.filter((word) => typeof word === "string") : [];
      // What was learned meanwhile is newer than what was read.
      if (!known.has(open)) known.set(open, words);
      return known.get(open) ?? words;
    },
    keep: async (words: readonly string[]): Promise<void> => {
      const open = store.get();
      await open.setSetting(KEY, words);
      known.set(open, words);
    },
  };
}

import { MessageChannel } from "node:worker_threads";
import { afterEach, expect, test } from "vitest";
import type { Settings } from "#shared/domain/session";
import type { SpellingChoice } from "#shared/domain/spelling";
import { link, type Port } from "#shared/contract/link";
import type { Speller } from "../spelling/speller";
import { openProfile, type Profile } from "../store/testing/profile";
import type { StoreClient } from "../store/serve";
import { createGate } from "./gate";
import { createSpelling } from "./spelling";

const opened: Profile[] = [];
afterEach(() => {
  for (const profile of opened.splice(0)) profile.end();
});

/** Spelling over a real store; its process is a speller that tells what it was asked. */
function desk(choice: SpellingChoice) {
  const profile = openProfile();
  opened.push(profile);
  const store = createGate<StoreClient>("store-closed");
  store.set(profile.service as unknown as StoreClient);
  const asked: string[] = [];
  let settings = { spelling: choice } as Settings;
  const speller: Speller = {
    use: async (languages, own) => void asked.push(`use ${languages.join("+")}: ${own.join(",")}`),
    wrong: async (words) => words.filter((word) => word.includes("z")),
    suggest: async (word) => [`${word}?`],
  };
  const spelling = createSpelling({
    platform: {
      start: (kind) => {
        asked.push(`start ${kind}`);
        const { port1, port2 } = new MessageChannel();
        const asPort = (port: typeof port1): Port => ({
          post: (message) => port.postMessage(message),
          onMessage: (listener) => void port.on("message", listener),
          onClose: (listener) => void port.once("close", listener),
        });
        link(asPort(port1), speller, "gone");
        return { ...asPort(port2), kill: () => port1.close(), memory: async () => undefined };
      },
    },
    store,
    settings: () => settings,
    changed: () => void asked.push("changed"),
  });
  return { spelling, asked, store, choose: (one: SpellingChoice) => void (settings = { ...settings, spelling: one }) };
}

test("the process starts with the first word, and is told again only what changed", async () => {
  const { spelling, asked, choose } = desk("fr");
  expect(await spelling.handlers["spelling.check"]({ words: [] })).toEqual({ wrong: [] });
  expect(asked).toEqual([]);
  expect(await spelling.handlers["spelling.check"]({ words: ["mot", "moz"] })).toEqual({ wrong: ["moz"] });
  await spelling.handlers["spelling.check"]({ words: ["mot"] });
  expect(asked).toEqual(["start spelling", "use fr: "]);
  choose("fr-en");
  expect(await spelling.suggest("moz")).toEqual(["moz?"]);
  expect(asked.slice(2)).toEqual(["use fr+en: "]);
  spelling.close();
});

test("nothing is checked nor started when the person wants none", async () => {
  const { spelling, asked } = desk("none");
  expect(await spelling.handlers["spelling.check"]({ words: ["moz"] })).toEqual({ wrong: [] });
  expect(await spelling.suggest("moz")).toEqual([]);
  expect(asked).toEqual([]);
});

test("a word added is kept in the store, once, and may be taken back", async () => {
  const { spelling, asked, store } = desk("fr");
  await spelling.learn("zolpidem");
  await spelling.learn("l’apixaban");
  await spelling.learn("zolpidem");
  expect(await spelling.handlers["spelling.words"](undefined)).toEqual(["l'apixaban", "zolpidem"]);
  await spelling.handlers["spelling.check"]({ words: ["mot"] });
  expect(asked.at(-1)).toBe("use fr: l'apixaban,zolpidem");
  expect(await spelling.handlers["spelling.forget"]({ word: "zolpidem" })).toEqual(["l'apixaban"]);
  await spelling.suggest("mot");
  expect(asked.at(-1)).toBe("use fr: l'apixaban");
  store.set(null);
  expect(await spelling.handlers["spelling.words"](undefined)).toEqual([]);
  spelling.close();
});

test("a process that ended is started again with the next word", async () => {
  const { spelling, asked } = desk("fr");
  await spelling.suggest("mot");
  spelling.close();
  expect(await spelling.suggest("mot")).toEqual(["mot?"]);
  expect(asked.filter((one) => one === "start spelling")).toHaveLength(2);
  spelling.close();
});

test("her own words are read once from the store, and again only from another one", async () => {
  const { spelling, store } = desk("fr");
  const open = store.get();
  let read = 0;
  const counting = { ...open, getSetting: (key: string) => ((read += 1), open.getSetting(key)) } as StoreClient;
  store.set(counting);
  await spelling.handlers["spelling.check"]({ words: ["mot"] });
  await spelling.handlers["spelling.check"]({ words: ["moz"] });
  await spelling.learn("apixaban");
  expect(await spelling.handlers["spelling.words"](undefined)).toEqual(["apixaban"]);
  expect(read).toBe(1);
  store.set(null);
  expect(await spelling.handlers["spelling.words"](undefined)).toEqual([]);
  store.set(open);
  expect(await spelling.handlers["spelling.words"](undefined)).toEqual(["apixaban"]);
  spelling.close();
});

import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { type HunspellFactory, loadModule } from "hunspell-asm";
import type { SpellingLanguage } from "#shared/domain/spelling";
import { madeOnce } from "#shared/rules/made-once";

/** One dictionary in memory; words are in NFC. */
export type Dictionary = {
  readonly spell: (word: string) => boolean;
  readonly suggest: (word: string) => readonly string[];
};

type Files = { readonly affixes: string; readonly words: string };

/** The files of each language, as data addresses made at build time: no path is ever read. */
const FILES: Readonly<Record<SpellingLanguage, () => Promise<Files>>> = {
  fr: async () => ({
    affixes: (await import("../../assets/spelling/fr.aff.gz?inline")).default,
    words: (await import("../../assets/spelling/fr.dic.gz?inline")).default,
  }),
  en: async () => ({
    affixes: (await import("../../assets/spelling/en-gb.aff.gz?inline")).default,
    words: (await import("../../assets/spelling/en-gb.dic.gz?inline")).default,
  }),
};

const engine: () => Promise<HunspellFactory> = madeOnce(loadModule);

/** Opens the dictionary of a language: about half a second and 30 MB for French. */
export async function openDictionary(language: SpellingLanguage): Promise<Dictionary> {
  const [factory, files] = await Promise.all([engine(), FILES[language]()]);
  const [affixes, words] = await Promise.all([unpacked(files.affixes), unpacked(files.words)]);
  const paths = [
    factory.mountBuffer(affixes, `${language}.aff`),
    factory.mountBuffer(words, `${language}.dic`),
  ] as const;
  const dictionary = factory.create(...paths);
  // Read whole by now: the files' own memory is given back.
  for (const path of paths) factory.unmount(path);
  return dictionary;
}

const inflate = promisify(gunzip);
const unpacked = (address: string): Promise<Buffer> =>
  inflate(Buffer.from(address.slice(address.indexOf(",") + 1), "base64"));

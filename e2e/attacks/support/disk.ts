import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Every file under a folder, as path and bytes. */
export function* filesUnder(folder: string): Generator<readonly [path: string, bytes: Buffer]> {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const path = join(folder, name);
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) yield [path, readFileSync(path)];
  }
}

/** The files that hold one of those words, in UTF-8, UTF-16, or base64 at any of its three alignments. */
export function filesThatHold(folder: string, words: readonly string[]): readonly string[] {
  const needles = words.flatMap((word) => [Buffer.from(word), Buffer.from(word, "utf16le"), ...base64Cores(word)]);
  const found: string[] = [];
  for (const [path, bytes] of filesUnder(folder))
    if (needles.some((needle) => bytes.includes(needle))) found.push(path);
  return found;
}

/** What base64 makes of a word wherever it begins, without the signs that depend on its neighbours. */
function base64Cores(word: string): readonly Buffer[] {
  return [0, 1, 2].map((shift) => {
    const text = Buffer.from("\0".repeat(shift) + word)
      .toString("base64")
      .replace(/=+$/u, "");
    return Buffer.from(text.slice(Math.ceil((shift * 4) / 3), -1));
  });
}

/** What must outlive a start that cannot open it: the store and its key, as one hash. */
export function storeHash(folder: string): string {
  const hash = createHash("sha256");
  for (const name of ["key.json", "pli.db"])
    hash.update(readFileSync(join(folder, "profile", "profiles", "real", name)));
  return hash.digest("hex");
}

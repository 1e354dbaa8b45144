import type { CommandGroup, Completion, Session } from "../session/session";
import { Refused, done, viewOf } from "../session/session";
import type { Numbered } from "../session/numbering";
import type { View } from "../session/view";
import { itemsOf, keywordOf, textOf } from "../wire/arguments";
import type { Argument, Command } from "../wire/parse-command";
import { BadSyntax } from "../wire/parse-command";
import { formatSequenceSet } from "../wire/sequence-set";
import { countsInUids } from "./message-set";
import { readSearchKeys } from "./search-keys";

/** SEARCH and UID SEARCH (RFC 3501 §6.4.4) with ESEARCH (RFC 4731) and MODSEQ (RFC 7162). */
export const searchCommands: CommandGroup = {
  SEARCH: { needs: "view", handle: search, holdsExpunges: true },
  "UID SEARCH": { needs: "view", handle: search },
};

/** Between so many messages the other sessions get their turn. */
const TURN = 50;
const RETURNS = new Set(["MIN", "MAX", "ALL", "COUNT"]);

async function search(session: Session, command: Command): Promise<Completion> {
  const view = viewOf(session);
  const request = readRequest(view, command.args);
  session.condstore ||= request.modseq;
  const found: Numbered[] = [];
  for (const [index, numbered] of view.resolve([{ from: 1, to: view.count() }], "seq").entries()) {
    if (request.test(numbered)) found.push(numbered);
    if (index % TURN === TURN - 1) await new Promise((resolve) => setImmediate(resolve));
  }
  const byUid = countsInUids(command);
  const numbers = found.map(({ seq, message }) => (byUid ? message.uid : seq));
  const modseq = request.modseq && found.length > 0 ? highestModseq(found) : undefined;
  await session.out.send(
    request.returns ? extended(command, numbers, request.returns, modseq) : plain(numbers, modseq),
  );
  return done("Search completed");
}

function readRequest(view: View, args: readonly Argument[]) {
  let rest = args;
  let returns: ReadonlySet<string> | undefined;
  if (isWord(rest[0], "RETURN")) {
    const options = itemsOf(rest[1], "return options").map((option) => keywordOf(option));
    if (options.some((option) => !RETURNS.has(option))) throw new BadSyntax("Unknown return option");
    returns = new Set(options.length > 0 ? options : ["ALL"]);
    rest = rest.slice(2);
  }
  if (isWord(rest[0], "CHARSET")) {
    if (!["UTF-8", "US-ASCII"].includes(textOf(rest[1], "charset").toUpperCase()))
      throw new Refused("Unknown charset", "BADCHARSET (UTF-8 US-ASCII)");
    rest = rest.slice(2);
  }
  return { returns, ...readSearchKeys(view, rest) };
}

function isWord(arg: Argument | undefined, word: string): boolean {
  return arg?.kind === "atom" && arg.text.toUpperCase() === word;
}

function plain(numbers: readonly number[], modseq: number | undefined): string {
  return `* ${["SEARCH", ...numbers].join(" ")}${modseq === undefined ? "" : ` (MODSEQ ${modseq})`}\r\n`;
}

function extended(
  command: Command,
  numbers: readonly number[],
  returns: ReadonlySet<string>,
  modseq: number | undefined,
): string {
  const some = numbers.length > 0;
  const pieces = [
    `* ESEARCH (TAG "${command.tag.replace(/["\\]/g, "\\$&")}")`,
    ...(countsInUids(command) ? ["UID"] : []),
    ...(returns.has("MIN") && some ? [`MIN ${numbers[0]}`] : []),
    ...(returns.has("MAX") && some ? [`MAX ${numbers.at(-1)}`] : []),
    ...(returns.has("ALL") && some ? [`ALL ${formatSequenceSet(numbers)}`] : []),
    ...(returns.has("COUNT") ? [`COUNT ${numbers.length}`] : []),
    ...(modseq === undefined ? [] : [`MODSEQ ${modseq}`]),
  ];
  return `${pieces.join(" ")}\r\n`;
}

function highestModseq(found: readonly Numbered[]): number {
  return found.reduce((highest, { message }) => Math.max(highest, message.modseq), 0);
}

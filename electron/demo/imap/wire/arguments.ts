import { decodeMailboxName } from "./modified-utf7";
import type { Argument } from "./parse-command";
import { BadSyntax } from "./parse-command";

/** The binary text of an atom, quoted string or literal; throws BadSyntax for anything else. */
export function textOf(arg: Argument | undefined, what = "argument"): string {
  switch (arg?.kind) {
    case "atom":
    case "quoted":
      return arg.text;
    case "literal":
      return arg.bytes.toString("latin1");
    default:
      throw new BadSyntax(`Missing ${what}`);
  }
}

/** The upper-case text of an atom, for keywords of the grammar. */
export function keywordOf(arg: Argument | undefined, what = "keyword"): string {
  if (arg?.kind !== "atom") throw new BadSyntax(`Missing ${what}`);
  return arg.text.toUpperCase();
}

/** The items of a parenthesised list. */
export function itemsOf(arg: Argument | undefined, what = "list"): readonly Argument[] {
  if (arg?.kind !== "list") throw new BadSyntax(`Missing ${what}`);
  return arg.items;
}

/** A whole number of at most 2^53 - 1 (mod-sequences are 63 bits wide, ours never are). */
export function numberOf(arg: Argument | undefined, what = "number"): number {
  const text = textOf(arg, what);
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw new BadSyntax(`Invalid ${what}`);
  return value;
}

/** A mailbox name in Unicode, INBOX in capitals; throws BadSyntax where the modified UTF-7 is wrong. */
export function mailboxNameOf(arg: Argument | undefined): string {
  const name = decodeMailboxName(textOf(arg, "mailbox name"));
  if (name === undefined) throw new BadSyntax("Invalid mailbox name");
  return name.toUpperCase() === "INBOX" ? "INBOX" : name;
}

/** Refuses a command that carries more arguments than it takes. */
export function atMost(args: readonly Argument[], count: number): void {
  if (args.length > count) throw new BadSyntax("Too many arguments");
}

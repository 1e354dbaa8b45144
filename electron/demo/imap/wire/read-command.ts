import type { ImapLimits } from "../limits";
import type { ByteReader } from "./byte-reader";

/** One whole command as it came: `lines` are binary strings, one literal between each and the next. */
export type RawCommand = { readonly lines: readonly string[]; readonly literals: readonly Buffer[] };

/** A command read, or one whose literals exceed the bounds (its tag, to be answered `NO [TOOBIG]`). */
export type CommandRead =
  | { readonly kind: "command"; readonly raw: RawCommand }
  | { readonly kind: "too-big"; readonly tag: string };

/** A literal so large that reading past it is not worth the bytes: the connection must end. */
export class LiteralTooLarge extends Error {
  override readonly name = "LiteralTooLarge";
}

const LITERAL = /~?\{(\d{1,12})(\+?)\}$/;
const MAX_LITERALS = 100;
/** A LITERAL+ that is refused is still read through when it is at most this many times the bound. */
const SKIP_FACTOR = 4;

/** Reads one command with its literals, asking for each synchronising one (RFC 3501 §4.3, RFC 7888). */
export async function readCommand(
  reader: ByteReader,
  limits: ImapLimits,
  askForMore: () => void,
): Promise<CommandRead> {
  const lines: string[] = [];
  const literals: Buffer[] = [];
  let room: number | undefined;
  let refused = false;
  for (;;) {
    const line = (await reader.line(limits.lineBytes)).toString("latin1");
    lines.push(line);
    room ??= /^\S+ APPEND /i.test(line) ? limits.messageBytes : limits.argumentBytes;
    const announced = LITERAL.exec(line);
    if (!announced) break;
    const size = Number(announced[1]);
    const waits = announced[2] !== "+";
    if (refused || size > room || literals.length >= MAX_LITERALS) {
      refused = true;
      // A synchronising literal that is not asked for is never sent: the command ends here.
      if (waits) break;
      if (size > limits.messageBytes * SKIP_FACTOR || lines.length > MAX_LITERALS) throw new LiteralTooLarge();
      await reader.skip(size);
      continue;
    }
    room -= size;
    if (waits) askForMore();
    literals.push(await reader.exactly(size));
  }
  return refused ? { kind: "too-big", tag: tagOf(lines[0] ?? "") } : { kind: "command", raw: { lines, literals } };
}

/** The tag of a command line, or `*` where it has none that may be echoed. */
export function tagOf(line: string): string {
  return /^([\x21\x23\x24\x26\x27\x2c-\x5b\x5d-\x7a\x7c-\x7e]{1,64})(?: |$)/.exec(line)?.[1] ?? "*";
}

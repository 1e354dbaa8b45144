import type { Numbered } from "../session/numbering";
import type { View } from "../session/view";
import { textOf } from "../wire/arguments";
import type { Argument, Command } from "../wire/parse-command";
import { BadSyntax } from "../wire/parse-command";
import { parseSequenceSet } from "../wire/sequence-set";

/** Whether the numbers of a command are UIDs. */
export function countsInUids(command: Command): boolean {
  return command.name.startsWith("UID ");
}

/** The messages a sequence set names in a view; throws BadSyntax for a malformed set or a number beyond the mailbox. */
export function messagesIn(view: View, set: Argument | undefined, by: "uid" | "seq"): Numbered[] {
  const largest = by === "uid" ? view.largestUid() : view.count();
  const ranges = parseSequenceSet(textOf(set, "message set"), largest);
  if (!ranges) throw new BadSyntax("Invalid message set");
  // Unknown UIDs are no error, sequence numbers beyond the end are; `*` in an empty mailbox names nothing.
  if (by === "seq" && largest > 0 && (ranges.at(-1)?.to ?? 0) > largest)
    throw new BadSyntax("Message number beyond the mailbox");
  return view.resolve(ranges, by);
}

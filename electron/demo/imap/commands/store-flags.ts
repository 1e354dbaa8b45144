import type { CommandGroup, Completion, Session } from "../session/session";
import { done, writableViewOf } from "../session/session";
import type { View } from "../session/view";
import { hasFlag, normalizeFlags } from "../store/flags";
import type { StoredMessage } from "../store/mailbox";
import { itemsOf, keywordOf, numberOf, textOf } from "../wire/arguments";
import { atomList } from "../wire/encode";
import type { Argument, Command } from "../wire/parse-command";
import { BadSyntax } from "../wire/parse-command";
import { formatSequenceSet } from "../wire/sequence-set";
import { countsInUids, messagesIn } from "./message-set";

/** STORE and UID STORE (RFC 3501 §6.4.6) with UNCHANGEDSINCE (RFC 7162 §3.1.3). */
export const storeCommands: CommandGroup = {
  STORE: { needs: "view", handle: store, holdsExpunges: true },
  "UID STORE": { needs: "view", handle: store },
};

type FlagChange = { readonly sign: "+" | "-" | ""; readonly silent: boolean; readonly flags: readonly string[] };

async function store(session: Session, command: Command): Promise<Completion> {
  const view = writableViewOf(session);
  const byUid = countsInUids(command);
  const [set, ...rest] = command.args;
  const unchangedSince = rest[0]?.kind === "list" ? readUnchangedSince(rest.shift()) : undefined;
  const change = readFlagChange(rest);
  session.condstore ||= unchangedSince !== undefined;
  const modified: number[] = [];
  const lines: string[] = [];
  for (const { seq, message } of messagesIn(view, set, byUid ? "uid" : "seq")) {
    if (unchangedSince !== undefined && message.modseq > unchangedSince) {
      modified.push(byUid ? message.uid : seq);
      continue;
    }
    const after = apply(view, message, change);
    const line = describe(seq, after, { change, uid: byUid, modseq: session.condstore });
    if (line) lines.push(line);
  }
  await session.out.send(...lines);
  return done("Store completed", modified.length > 0 ? `MODIFIED ${formatSequenceSet(modified)}` : undefined);
}

function apply(view: View, message: StoredMessage, change: FlagChange): StoredMessage {
  const { sign, flags } = change;
  const kept = message.flags.filter((flag) => (sign === "-" ? !hasFlag(flags, flag) : sign === "+"));
  const wanted = normalizeFlags(sign === "-" ? kept : [...kept, ...flags]);
  if (!wanted) throw new BadSyntax("Too many flags");
  return view.quietly(() => view.mailbox.setFlags(message.uid, wanted)) ?? message;
}

// With CONDSTORE even a silent STORE tells the new mod-sequence (RFC 7162 §3.1.3).
function describe(
  seq: number,
  message: StoredMessage,
  as: { readonly change: FlagChange; readonly uid: boolean; readonly modseq: boolean },
) {
  const pieces = [
    ...(as.uid ? [`UID ${message.uid}`] : []),
    ...(as.change.silent ? [] : [`FLAGS ${atomList(message.flags)}`]),
    ...(as.modseq ? [`MODSEQ (${message.modseq})`] : []),
  ];
  return as.change.silent && !as.modseq ? undefined : `* ${seq} FETCH (${pieces.join(" ")})\r\n`;
}

function readUnchangedSince(arg: Argument | undefined): number {
  const [name, value, ...excess] = itemsOf(arg);
  if (keywordOf(name) !== "UNCHANGEDSINCE" || excess.length > 0) throw new BadSyntax("Unknown store modifier");
  return numberOf(value, "mod-sequence");
}

function readFlagChange([action, ...rest]: readonly Argument[]): FlagChange {
  const found = /^([+-]?)FLAGS(\.SILENT)?$/.exec(keywordOf(action, "store action"));
  if (!found || rest.length === 0) throw new BadSyntax("Invalid store action");
  const named = rest[0]?.kind === "list" && rest.length === 1 ? itemsOf(rest[0]) : rest;
  const flags = normalizeFlags(named.map((flag) => textOf(flag, "flag")));
  if (!flags) throw new BadSyntax("Invalid flag");
  const sign = found[1] === "+" || found[1] === "-" ? found[1] : "";
  return { sign, silent: found[2] !== undefined, flags };
}

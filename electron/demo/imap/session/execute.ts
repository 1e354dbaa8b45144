import { COMMANDS } from "../commands/command-table";
import { ConnectionClosed } from "../wire/byte-reader";
import type { Command } from "../wire/parse-command";
import { BadSyntax, parseCommand } from "../wire/parse-command";
import type { CommandRead } from "../wire/read-command";
import { tagOf } from "../wire/read-command";
import { loggedCommand } from "./logged-command";
import type { CommandEntry, Completion, Session } from "./session";
import { Refused } from "./session";

/** Carries out one command that was read and sends its answer, preceded by what happened meanwhile in the mailbox. */
export async function execute(session: Session, read: CommandRead): Promise<void> {
  if (read.kind === "too-big") {
    return answer(session, read.tag, { status: "NO", code: "TOOBIG", text: "Literal is too large" }, false);
  }
  let command: Command;
  try {
    command = parseCommand(read.raw);
  } catch (error) {
    if (!(error instanceof BadSyntax)) throw error;
    session.log("C: (unreadable)");
    return answer(session, tagOf(read.raw.lines[0] ?? ""), { status: "BAD", text: error.message }, false);
  }
  session.log(`C: ${loggedCommand(command)}`);
  const entry = Object.hasOwn(COMMANDS, command.name) ? COMMANDS[command.name] : undefined;
  const completion = entry ? await run(session, command, entry) : ({ status: "BAD", text: "Unknown command" } as const);
  if (!completion.sent) await answer(session, command.tag, completion, !entry?.holdsExpunges);
}

async function run(session: Session, command: Command, entry: CommandEntry): Promise<Completion> {
  if (session.scope.faults.unavailable.has(command.name)) {
    return { status: "NO", code: "UNAVAILABLE", text: "Temporarily unavailable, try again later" };
  }
  if (entry.needs !== "nothing" && !session.account) return { status: "BAD", text: "Please authenticate first" };
  if (entry.needs === "view" && !session.view) return { status: "BAD", text: "No mailbox selected" };
  try {
    return await entry.handle(session, command);
  } catch (error) {
    if (error instanceof BadSyntax) return { status: "BAD", text: error.message };
    if (error instanceof Refused)
      return { status: "NO", text: error.message, ...(error.code ? { code: error.code } : {}) };
    if (error instanceof ConnectionClosed) throw error;
    // Nothing of the error itself: it could quote a message.
    session.log(`E: ${command.name} failed (${error instanceof Error ? error.name : "unknown"})`);
    return { status: "NO", code: "SERVERBUG", text: "Internal error" };
  }
}

async function answer(session: Session, tag: string, completion: Completion, expunges: boolean): Promise<void> {
  const pending = session.view?.pending({ expunges, modseq: session.condstore }) ?? [];
  const end = `${tag} ${completion.status} ${completion.code ? `[${completion.code}] ` : ""}${completion.text}`;
  session.log(`S: ${end}`);
  await session.out.send([...pending, end, ""].join("\r\n"));
}

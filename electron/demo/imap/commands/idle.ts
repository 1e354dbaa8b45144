import type { CommandGroup, Completion, Session } from "../session/session";
import { done } from "../session/session";
import type { Command } from "../wire/parse-command";
import { atMost } from "../wire/arguments";

/** IDLE (RFC 2177): everything that happens in the mailbox is told at once. */
export const idleCommands: CommandGroup = { IDLE: { needs: "account", handle: idle } };

async function idle(session: Session, { args }: Command): Promise<Completion> {
  atMost(args, 0);
  const { limits } = session.scope;
  let scheduled: ReturnType<typeof setImmediate> | undefined;
  const tell = (): void => {
    scheduled = undefined;
    const lines = session.view?.pending({ expunges: true, modseq: session.condstore }) ?? [];
    if (lines.length > 0) void session.out.send(lines.map((line) => `${line}\r\n`).join(""));
    // Ends the wait below: the mailbox is no more, and the connection closes after this command.
    if (session.view?.gone()) session.reader.end();
  };
  await session.out.send("+ idling\r\n");
  // Changes made in one go are told in one go.
  session.wake = () => void (scheduled ??= setImmediate(tell));
  const heartbeat = setInterval(() => void session.out.send("* OK Still here\r\n"), limits.heartbeatMs);
  tell();
  try {
    const line = await session.awaitClient(() => session.reader.line(limits.lineBytes));
    return line.toString("latin1").toUpperCase() === "DONE"
      ? done("Idle completed")
      : { status: "BAD", text: "Expected DONE" };
  } finally {
    session.wake = undefined;
    clearInterval(heartbeat);
    clearImmediate(scheduled);
  }
}

import type { Socket } from "node:net";
import type { SecureContext } from "node:tls";
import type { ProtocolLog } from "../ports";
import { capabilityCode } from "../commands/capabilities";
import { ConnectionClosed, LineTooLong, createByteReader } from "../wire/byte-reader";
import { LiteralTooLarge, readCommand } from "../wire/read-command";
import { createDeadline } from "./deadline";
import { execute } from "./execute";
import { createOutlet } from "./outlet";
import { createPacer } from "./pacer";
import type { ServerScope, Session } from "./session";
import { upgradeToTls } from "./start-tls";

/** A client being served; `end` says goodbye with `* BYE`, `reset` cuts without a word. */
export type Connection = { readonly finished: Promise<void>; end(reason: string): void; reset(): void };

/** Serves one accepted socket until either side ends it; `finished` never rejects. */
export function serveConnection(
  accepted: Socket,
  scope: ServerScope,
  tls: SecureContext,
  log: ProtocolLog,
): Connection {
  let socket = accepted;
  const { limits } = scope;
  const reader = createByteReader({ pause: () => socket.pause(), resume: () => socket.resume() });
  const out = createOutlet(accepted, scope.faults);
  const deadline = createDeadline(() => end("Disconnected for inactivity."));
  const onData = (chunk: Buffer): void => {
    deadline.signOfLife();
    reader.push(chunk);
  };

  function listen(next: Socket): void {
    socket = next;
    next.on("data", onData);
    next.on("error", () => next.destroy());
    next.on("close", reader.end);
    next.on("end", reader.end);
    // Backstop against a peer that does not read while an answer waits to leave.
    next.setTimeout(limits.inactivityMs + 60_000, () => next.destroy());
  }

  async function startTls(answer: string): Promise<void> {
    // From here on nothing is read as plain text any more: what still comes goes to the TLS engine.
    socket.pause();
    socket.off("data", onData);
    if (reader.buffered() > 0) throw new ConnectionClosed();
    await out.send(answer);
    await out.drained();
    accepted.setTimeout(0);
    const secured = await upgradeToTls(accepted, tls, limits.loginMs);
    out.attach(secured);
    listen(secured);
  }

  function end(reason: string): void {
    if (!session.closing) sayBye(session, reason);
    reader.end();
  }

  const session = createSession({
    scope,
    reader,
    out,
    log,
    startTls,
    awaitClient: (wait) => deadline.during(session.account ? limits.inactivityMs : limits.loginMs, wait),
  });
  listen(accepted);
  const finished = converse(session).then(() => hangUp(session, socket));
  return { finished, end, reset: () => accepted.resetAndDestroy() };
}

type Ends = Pick<Session, "scope" | "reader" | "out" | "log" | "startTls" | "awaitClient">;

function createSession(ends: Ends): Session {
  return {
    ...ends,
    wake: undefined,
    secure: false,
    account: undefined,
    view: undefined,
    condstore: false,
    failedLogins: 0,
    closing: false,
  };
}

async function converse(session: Session): Promise<void> {
  const { scope, reader, out } = session;
  const pace = createPacer(scope.limits.commandsPerSecond);
  await out.send(`* OK [${capabilityCode(session)}] Pli demonstration IMAP ready\r\n`);
  try {
    while (!session.closing) {
      const askForMore = (): void => void out.send("+ Ready\r\n");
      const read = await session.awaitClient(() => readCommand(reader, scope.limits, askForMore));
      await pace();
      await execute(session, read);
      if (session.view?.gone()) sayBye(session, "Mailbox is gone");
    }
  } catch (error) {
    if (session.view?.gone()) sayBye(session, "Mailbox is gone");
    else if (error instanceof LineTooLong) sayBye(session, "Line is too long");
    else if (error instanceof LiteralTooLarge) sayBye(session, "[TOOBIG] Literal is too large");
    else if (!(error instanceof ConnectionClosed)) sayBye(session, "[SERVERBUG] Internal error");
  }
}

function sayBye(session: Session, reason: string): void {
  session.closing = true;
  session.log(`S: * BYE ${reason}`);
  void session.out.send(`* BYE ${reason}\r\n`);
}

async function hangUp(session: Session, socket: Socket): Promise<void> {
  release(session);
  await session.out.drained();
  socket.end(() => socket.destroy());
  socket.setTimeout(2000, () => socket.destroy());
}

function release(session: Session): void {
  session.closing = true;
  session.view?.leave();
  const user = session.account?.user;
  if (user === undefined) return;
  const left = (session.scope.sessionsOf.get(user) ?? 1) - 1;
  if (left > 0) session.scope.sessionsOf.set(user, left);
  else session.scope.sessionsOf.delete(user);
}

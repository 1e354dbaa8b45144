import type { LoginVerdict, PresentedLogin } from "../ports";
import type { CommandGroup, Completion, Session } from "../session/session";
import { Refused, done } from "../session/session";
import { atMost, keywordOf, textOf } from "../wire/arguments";
import type { Command } from "../wire/parse-command";
import { BadSyntax } from "../wire/parse-command";
import { capabilityCode } from "./capabilities";

/** What XOAUTH2 servers answer to a token they refuse, before the tagged NO. */
const CHALLENGE = Buffer.from('{"status":"401","schemes":"bearer","scope":"mail"}').toString("base64");
const PLAIN_TEXT: Completion = { status: "NO", code: "PRIVACYREQUIRED", text: "STARTTLS is required" };

/** STARTTLS and AUTHENTICATE XOAUTH2 (ECO.1.2.1); a password is never taken. */
export const signInCommands: CommandGroup = {
  STARTTLS: { needs: "nothing", handle: startTls },
  LOGIN: {
    needs: "nothing",
    handle: (session) =>
      session.secure ? { status: "NO", code: "CANNOT", text: "Passwords are not accepted" } : PLAIN_TEXT,
  },
  AUTHENTICATE: { needs: "nothing", handle: authenticate },
};

async function startTls(session: Session, { tag, args }: Command): Promise<Completion> {
  atMost(args, 0);
  if (session.secure) return { status: "BAD", text: "TLS is already active" };
  session.log(`S: ${tag} OK Begin TLS`);
  await session.startTls(`${tag} OK Begin TLS negotiation now\r\n`);
  session.secure = true;
  return { ...done(""), sent: true };
}

async function authenticate(session: Session, { args }: Command): Promise<Completion> {
  if (session.account) return { status: "BAD", text: "Already authenticated" };
  if (!session.secure) return PLAIN_TEXT;
  atMost(args, 2);
  if (keywordOf(args[0], "mechanism") !== "XOAUTH2")
    return { status: "NO", code: "CANNOT", text: "Unsupported mechanism" };
  const response = args[1] ? textOf(args[1]) : await ask(session, "");
  if (response === "*") return { status: "BAD", text: "Authentication cancelled" };
  const login = readXoauth2(response);
  const verdict = await judge(session, login);
  if (!verdict.ok) return refuse(session);
  return openAccount(session, verdict.mailbox);
}

async function ask(session: Session, challenge: string): Promise<string> {
  await session.out.send(`+ ${challenge}\r\n`);
  return (await session.awaitClient(() => session.reader.line(session.scope.limits.lineBytes))).toString("latin1");
}

function readXoauth2(response: string): PresentedLogin {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(response)) throw new BadSyntax("Invalid base64 in the response");
  const found = /^user=([^\x01]{1,320})\x01auth=Bearer ([^\x01]+)\x01\x01$/i.exec(
    Buffer.from(response, "base64").toString("utf8"),
  );
  if (!found) throw new BadSyntax("Invalid XOAUTH2 response");
  return { user: found[1] ?? "", token: found[2] ?? "" };
}

async function judge(session: Session, login: PresentedLogin): Promise<LoginVerdict> {
  const unavailable = new Refused("Authentication is temporarily unavailable", "UNAVAILABLE");
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unavailable), session.scope.limits.authenticateMs);
  });
  try {
    return await Promise.race([session.scope.authenticate(login), late]);
  } catch {
    // Not the client's fault: a bad token is a verdict, only an outage rejects.
    throw unavailable;
  } finally {
    clearTimeout(timer);
  }
}

async function refuse(session: Session): Promise<Completion> {
  session.failedLogins += 1;
  if ((await ask(session, CHALLENGE)) === "*") return { status: "BAD", text: "Authentication cancelled" };
  if (session.failedLogins >= session.scope.limits.failedLogins) {
    session.closing = true;
    await session.out.send("* BYE Too many failed logins\r\n");
  }
  return { status: "NO", code: "AUTHENTICATIONFAILED", text: "Authentication failed" };
}

function openAccount(session: Session, mailbox: string): Completion {
  const { scope } = session;
  const account = scope.store.account(mailbox);
  const open = scope.sessionsOf.get(account.user) ?? 0;
  if (open >= scope.limits.connectionsPerUser) throw new Refused("Too many connections of this mailbox", "LIMIT");
  scope.sessionsOf.set(account.user, open + 1);
  session.account = account;
  return done("Authenticated", capabilityCode(session));
}

import type { Session } from "../session/session";

const ALWAYS = ["IMAP4rev1", "SASL-IR", "LITERAL+", "ID", "ENABLE"];
const AUTHENTICATED = [
  "IDLE",
  "NAMESPACE",
  "CHILDREN",
  "SPECIAL-USE",
  "LIST-EXTENDED",
  "LIST-STATUS",
  "STATUS=SIZE",
  "UIDPLUS",
  "MOVE",
  "UNSELECT",
  "CONDSTORE",
  "ESEARCH",
  "QUOTA",
  "QUOTA=RES-STORAGE",
];

/** The capabilities in the session's state: XOAUTH2 only behind TLS, and never a password login. */
export function capabilities(session: Session): string {
  if (!session.secure) return [...ALWAYS, "STARTTLS", "LOGINDISABLED"].join(" ");
  if (!session.account) return [...ALWAYS, "LOGINDISABLED", "AUTH=XOAUTH2"].join(" ");
  return [...ALWAYS, ...AUTHENTICATED, `APPENDLIMIT=${session.scope.limits.messageBytes}`].join(" ");
}

/** The same as a response code without brackets. */
export function capabilityCode(session: Session): string {
  return `CAPABILITY ${capabilities(session)}`;
}

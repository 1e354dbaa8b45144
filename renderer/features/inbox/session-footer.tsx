import CloudOff from "lucide-react/icons/cloud-off";
import LockKeyhole from "lucide-react/icons/lock-keyhole";
import LogIn from "lucide-react/icons/log-in";
import LogOut from "lucide-react/icons/log-out";
import RefreshCw from "lucide-react/icons/refresh-cw";
import ShieldCheck from "lucide-react/icons/shield-check";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import { Button as AriaButton } from "react-aria-components/Button";
import type { MailboxView } from "#shared/contract/accounts";
import type { AppState, SessionState } from "#shared/domain/session";
import { clock, timeLeft } from "#shared/text/formats/index";
import { keepAppState, useCommand, useQueryOf, useSession } from "../../bridge";
import { useText, type Text } from "../../text";
import { Glyph, Hidden, Menu, useNow, type MenuAction } from "../../ui";
import { workspace } from "../../workspace";
import styles from "./rail.module.css";

const SOON_MS = 30 * 60_000;
const NEAR_MS = 10 * 60_000;

/** Who is signed in, until when, how fresh the mail is; its menu signs in or out, locks, checks the mailboxes. */
export function SessionFooter({ state, folded }: { readonly state: AppState; readonly folded: boolean }) {
  const t = useText();
  const session = useSession();
  const mailboxes = useQueryOf("mailboxes.list", undefined).data ?? [];
  const signedIn = session?.state === "signed-in" ? session : null;
  const now = useNow(30_000, signedIn !== null);
  const actions = useSessionActions(state, signedIn !== null);
  const title = signedIn === null ? t("session.offline") : t("session.signedInAs");
  const fresh = signedIn === null ? [] : [freshness(mailboxes, t), untilWords(signedIn, now, t)];
  const trouble = signedIn === null ? "" : troubleWords(mailboxes, t);
  const note =
    signedIn === null ? t("session.offlineAbout") : [trouble, ...fresh].filter((text) => text !== "").join(" · ");
  // One thing at a time: how fresh the mail is, then the end of the session once it is near; both on hover.
  const isNear = signedIn !== null && Date.parse(signedIn.until) - now < NEAR_MS;
  const short = signedIn === null ? note : trouble !== "" ? trouble : (fresh[isNear ? 1 : 0] ?? "");
  return (
    <div className={styles.footer}>
      <Menu label={t("session.menu", { name: signedIn?.displayName ?? title })} actions={actions}>
        <AriaButton className={styles.session ?? ""}>
          <Glyph
            icon={signedIn === null ? CloudOff : trouble === "" ? ShieldCheck : TriangleAlert}
            className={signedIn === null ? styles.off : trouble === "" ? styles.on : styles.trouble}
          />
          {folded ? (
            <Hidden>{`${title}. ${note}`}</Hidden>
          ) : (
            <span className={styles.sessionWords} title={note}>
              <strong>{title}</strong>
              <span>{short === "" ? note : short}</span>
            </span>
          )}
        </AriaButton>
      </Menu>
    </div>
  );
}

/** What the menu of the session offers: signing in, or checking and signing out; locking where the store has a secret to ask again. */
function useSessionActions(state: AppState, signedIn: boolean): readonly MenuAction[] {
  const t = useText();
  const signOut = useCommand("session.signOut");
  const lock = useCommand("app.lock");
  const sync = useCommand("mailboxes.sync");
  const lockNow = async (): Promise<void> => {
    const result = await lock.run(undefined);
    if (result.ok) keepAppState(result.value);
  };
  const protection = state.store.state === "ready" ? state.store.protection : null;
  const open: readonly MenuAction[] = [
    {
      id: "sync",
      label: t("inbox.refresh"),
      icon: RefreshCw,
      keys: "F5",
      run: () => void sync.run({ mailboxId: null }),
    },
    { id: "out", label: t("session.signOut"), icon: LogOut, run: () => void signOut.run(undefined) },
  ];
  return [
    ...(signedIn ? open : [{ id: "in", label: t("session.signIn"), icon: LogIn, run: () => workspace.signIn(true) }]),
    ...(protection === "passphrase" || protection === "vault-and-pin"
      ? [{ id: "lock", label: t("session.lock"), icon: LockKeyhole, run: () => void lockNow() }]
      : []),
  ];
}

/** The first trouble of a mailbox that should be connected, in few words; settings say it whole. */
function troubleWords(mailboxes: readonly MailboxView[], t: Text): string {
  for (const { connection } of mailboxes) {
    if (connection.state !== "offline" || connection.reason === "signed-out" || connection.reason === "paused")
      continue;
    return t(connection.code === "revoked" ? "session.trouble-revoked" : `session.trouble-${connection.reason}`);
  }
  return "";
}

/** How fresh the mail is: the oldest of the mailboxes that are up to date, or that some are being read. */
function freshness(mailboxes: readonly MailboxView[], t: Text): string {
  if (mailboxes.some(({ connection }) => connection.state === "syncing" || connection.state === "connecting"))
    return t("session.syncing");
  const times = mailboxes.flatMap(({ connection }) =>
    connection.state === "ready" ? [Date.parse(connection.at)] : [],
  );
  return times.length === 0 ? "" : t("session.upToDate", { time: clock(new Date(Math.min(...times)), t.language) });
}

/** When the session ends: its hour, then the minutes left when they are few. */
function untilWords(session: Extract<SessionState, { state: "signed-in" }>, now: number, t: Text): string {
  const left = Date.parse(session.until) - now;
  if (Number.isNaN(left) || left <= 0) return "";
  return left < SOON_MS
    ? t("session.sessionLeft", { left: timeLeft(Math.ceil(left / 60_000) * 60) })
    : t("session.sessionUntil", { time: clock(new Date(session.until), t.language) });
}

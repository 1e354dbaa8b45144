import type { StoreKeeper } from "./store-process";
import type { SessionKeeper } from "./session-keeper";
import type { IdleLock } from "./idle-lock";

type SessionHandlers = ReturnType<SessionKeeper["handlers"]>;

/** On a shared desk signing out locks too; a person at the keyboard is told to whoever watches for her absence. */
export function withDesk(
  session: SessionHandlers,
  desk: { readonly store: StoreKeeper["state"]; readonly lock: () => Promise<unknown>; readonly idle: IdleLock },
): SessionHandlers {
  return {
    ...session,
    "session.active": (input) => {
      desk.idle.active();
      return session["session.active"](input);
    },
    "session.signOut": async (input) => {
      const ended = await session["session.signOut"](input);
      const store = desk.store();
      if (store.state === "ready" && store.protection === "vault-and-pin") await desk.lock();
      return ended;
    },
  };
}

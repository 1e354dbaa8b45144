import type { AppEvent } from "#shared/contract/events";
import type { Handlers } from "#shared/contract/index";
import type { Environment } from "#shared/domain/environment";
import type { MailboxId } from "#shared/domain/ids";
import type { SessionState } from "#shared/domain/session";
import { PliError } from "#shared/domain/failure";
import type { Demonstration } from "./demonstration";
import type { Reporting } from "./ports";
import { sessionTurns } from "./session-turns";
import { openSignIn, type SignIn, type SignInPorts } from "./sign-in";

/** The person's session across environments: one at a time, made again when the environment changes. */
export type SessionKeeper = {
  readonly signedIn: () => boolean;
  /** National identifier of who is signed in, for the journal; empty when nobody is. */
  readonly actor: () => string;
  readonly identity: SignIn["identity"];
  readonly token: (mailboxId: MailboxId, fresh: boolean) => Promise<string>;
  readonly onSignedIn: (act: () => Promise<void>) => void;
  readonly onEnded: (act: () => Promise<void>) => void;
  readonly wake: () => void;
  readonly close: () => Promise<void>;
  readonly handlers: (
    demonstration: Demonstration,
    platform: Reporting,
  ) => Pick<Handlers, "session.state" | "session.signIn" | "session.cancel" | "session.signOut" | "session.active">;
};

/** What the keeper needs. */
export type SessionPorts = {
  readonly environment: () => Environment;
  readonly emit: (event: AppEvent) => void;
  /** The person did something: what else lives as long as she works hears it too. */
  readonly active?: () => void;
} & Pick<SignInPorts, "door" | "remember" | "openBrowser" | "pages" | "admits">;

const NOBODY: SessionState = { state: "signed-out", end: null };

/** Builds the keeper; nothing is asked of anyone yet. */
export function createSessionKeeper(ports: SessionPorts): SessionKeeper {
  let current: { readonly environment: Environment; readonly signIn: SignIn } | null = null;
  let begin = (): Promise<void> => Promise.resolve();
  let end = (): Promise<void> => Promise.resolve();
  const turn = sessionTurns({
    began: () => void begin().catch(() => undefined),
    ended: () => void end().catch(() => undefined),
  });
  const told = (session: SessionState): void => {
    ports.emit({ kind: "session", session });
    turn(session.state);
  };
  const signIn = (): SignIn => {
    const environment = ports.environment();
    if (current?.environment !== environment) {
      void current?.signIn.signOut();
      current = { environment, signIn: openSignIn({ ...ports, environment, changed: told }) };
    }
    return current.signIn;
  };
  const state = (): SessionState => current?.signIn.state() ?? NOBODY;
  return {
    signedIn: () => current?.signIn.signedIn() ?? false,
    actor: () => {
      const now = state();
      return now.state === "signed-in" ? now.idNat : "";
    },
    identity: () => current?.signIn.identity() ?? null,
    token: (mailboxId, fresh) => {
      if (current === null) return Promise.reject(new PliError("signed-out"));
      return current.signIn.token(mailboxId, fresh);
    },
    onSignedIn: (act) => {
      begin = act;
    },
    onEnded: (act) => {
      end = act;
    },
    wake: () => current?.signIn.wake(),
    close: async () => {
      await current?.signIn.signOut();
      current = null;
    },
    handlers: (demonstration, platform) => ({
      "session.state": async () => state(),
      "session.signIn": async (request) => {
        const started = signIn().start(request);
        if (demonstration.info() !== null && request.channel !== "browser") platform.dialogs.showPhone();
        return started;
      },
      "session.cancel": async () => {
        current?.signIn.cancel();
        return state();
      },
      "session.signOut": async () => {
        await current?.signIn.signOut();
        return state();
      },
      "session.active": async () => {
        current?.signIn.active();
        ports.active?.();
        return null;
      },
    }),
  };
}

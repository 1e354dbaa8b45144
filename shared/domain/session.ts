import type { SpellingChoice } from "./spelling";

/** How a person proves who she is: on her e-CPS telephone, with her card in its reader, or on Pro Santé Connect's own page in her browser. */
export type SignInChannel = "mobile" | "card" | "browser";

/** Reasons why a sign-in ended without a session; worded by the catalogue. */
export type SignInEnd =
  | "refused"
  | "expired"
  | "unknown-person"
  | "ciba-not-enabled"
  | "unavailable"
  | "cancelled"
  | "config"
  | "protocol";

/** Causes of an end that the person, or who set this computer up, can do something about: each has its own sentence. */
export type SignInCause =
  | "no-browser"
  | "port-in-use"
  | "no-client"
  | "untrusted"
  | "revoked"
  | "proxy"
  | "other-person";

/** Every way a sign-in, or keeping it, may fail. */
export type PscFailureCode = SignInEnd | "session-ended" | "busy";

/** A failure as a value; `detail` is a stable word for the journal, the traces and the connection test, never a server's text. */
export type PscFailure = { readonly code: PscFailureCode; readonly detail?: string };

/** The Pro Santé Connect session as the interface sees it: never a token. Dates are ISO. */
export type SessionState =
  | {
      readonly state: "signed-out";
      readonly end: SignInEnd | SignInCause | "signed-out" | "session-ended" | "idle" | null;
    }
  | { readonly state: "requesting" }
  | {
      readonly state: "waiting";
      /** The two digits to compare; empty in the browser, as is `idNat`: nobody was named. */
      readonly bindingMessage: string;
      readonly idNat: string;
      readonly channel: SignInChannel;
      readonly startedAt: string;
      readonly expiresAt: string;
    }
  | { readonly state: "signed-in"; readonly displayName: string; readonly idNat: string; readonly until: string };

/** How the store's key is kept on this computer. */
export type KeyProtection = "vault" | "passphrase" | "vault-and-pin" | "demo-file";

/** What the store says when it is asked to open (design of key states: each has its own screen). */
export type StoreState =
  | { readonly state: "none" }
  | { readonly state: "ready"; readonly protection: KeyProtection }
  | { readonly state: "locked"; readonly protection: "passphrase" | "vault-and-pin"; readonly wrong: boolean }
  | {
      readonly state: "blocked";
      readonly reason:
        | "vault-missing"
        | "vault-changed"
        | "cannot-decrypt"
        | "newer-schema"
        | "corrupt"
        | "read-only"
        /** The process that holds it ended by itself. */
        | "stopped";
    };

/** Settings that the person changes; stored in the profile, but theme and language are also needed before it opens. */
export type Settings = {
  readonly theme: "system" | "light" | "dark";
  readonly density: "comfortable" | "compact" | "touch";
  /** 100–200, percent. */
  readonly textSize: number;
  readonly language: "fr" | "en";
  readonly undoSeconds: number;
  /** A delivery receipt is asked for each new message, unless it is taken off there. */
  readonly deliveryReceipt: boolean;
  readonly notifications: "none" | "kind" | "professional-name";
  readonly startAtLogin: boolean;
  /** The windows are black on pictures and recordings of the screen. */
  readonly hideFromCapture: boolean;
  /** Addresses clicked in other programs open here. */
  readonly mailto: boolean;
  /** Minutes without anybody after which a store that has a secret is locked. */
  readonly lockMinutes: number;
  /** What is checked while writing. */
  readonly spelling: SpellingChoice;
};

/** Where the application stands at start and after each change. */
export type AppState = {
  readonly profile: "none" | "demo" | "real";
  readonly environmentId: string | null;
  readonly store: StoreState;
  /** The code that opens a backup, and this store when its key cannot be: none, proposed and to be written down, or in force. */
  readonly recovery: "none" | "proposed" | "in-force";
  /** A sign-in is known by this national identifier, for prefill. */
  readonly lastIdNat: string | null;
  /** The ways to sign in that this environment has, the one used last first. */
  readonly channels: readonly SignInChannel[];
  readonly settings: Settings;
  readonly version: string;
  readonly runtime: string;
  /** Where this copy comes from: the sources, or a package; a `test` one is not made for a user. */
  readonly copy: "development" | "test" | "release";
  /** The product reference sent in X-MSS-NIL; empty when this build has none. */
  readonly nil: string;
  readonly vaultAvailable: boolean;
};

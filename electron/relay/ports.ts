import type { PscFailure } from "#shared/domain/session";

/** Wall clock; `wait` ends early when the signal aborts and never rejects. */
export type Clock = {
  /** Epoch milliseconds. */
  now(): number;
  wait(ms: number, signal?: AbortSignal): Promise<void>;
};

/** The tokens of one Pro Santé Connect session; times are epoch ms. They leave the process only sealed. */
export type ProviderTokens = {
  readonly accessToken: string;
  readonly expiresAt: number;
  readonly refreshToken: string | undefined;
  readonly refreshExpiresAt: number | undefined;
  readonly idToken: string | undefined;
  readonly subject: string | undefined;
};

/** A value, or why there is none. */
export type ProviderResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: PscFailure };

/** A person who has just accepted; `idNat` is 12 digits. */
export type ProviderSignIn = {
  readonly identity: {
    readonly idNat: string;
    readonly givenName: string;
    readonly familyName: string;
    readonly subject: string;
  };
  readonly startedAt: number;
  readonly tokens: ProviderTokens;
};

/** Pro Santé Connect as the relay needs it. An aborted sign-in undoes what it may still bring. */
export type IdentityProvider = {
  signIn(request: {
    readonly idNat: string;
    readonly channel: "mobile" | "card";
    readonly bindingMessage: string;
    readonly signal: AbortSignal;
  }): Promise<ProviderResult<ProviderSignIn>>;
  refresh(tokens: ProviderTokens): Promise<ProviderResult<ProviderTokens>>;
  /** True when the provider heard that the session is over. Never rejects. */
  signOut(tokens: ProviderTokens): Promise<boolean>;
};

/** What instances share: short texts with a time to live. Every method rejects with `StoreUnavailable` when the store cannot be reached. */
export type SharedStore = {
  get(key: string): Promise<string | undefined>;
  /** False when `when` was not met and nothing was written. */
  set(key: string, value: string, ttlMs: number, when?: "absent" | "present"): Promise<boolean>;
  remove(key: string): Promise<void>;
  /** Removes the key only while it holds that value: a lock is released by its owner alone. */
  removeIfEqual(key: string, value: string): Promise<void>;
  /** Adds one and gives the sum; the key is forgotten `windowMs` after its first count. */
  count(key: string, windowMs: number): Promise<number>;
  /** True when the store answers. Never rejects. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
};

/** The shared store did not answer: the request is answered 503 and nothing is decided. */
export class StoreUnavailable extends Error {
  constructor() {
    super("store-unavailable");
    this.name = "StoreUnavailable";
  }
}

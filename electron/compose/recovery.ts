import { join } from "node:path";
import { PliError } from "#shared/domain/failure";
import { readRecoveryCode } from "#shared/rules/recovery-code";
import { keyFileAt } from "../store/key-file";
import { formatRecovery, makeRecovery, openRecovery, parseRecovery, type RecoveryWrap } from "../store/recovery";
import type { Platform } from "./ports";
import type { StoreKeeper, ProfileName } from "./store-process";

/** The recovery code of a profile: proposed, shown, typed back, and only then in force; the former one is until then. */
export type RecoveryCodes = {
  /** What is in force in a folder, null where there is none. */
  readonly inForce: (profile: ProfileName) => RecoveryWrap | null;
  readonly proposed: () => boolean;
  readonly propose: (profile: ProfileName, passphrase: string | null) => Promise<void>;
  /** The proposed code, for as long as it is not confirmed nor put off. */
  readonly show: () => string;
  /** True when the typed code is the proposed one: it is in force from now on. */
  readonly confirm: (typed: string) => boolean;
  readonly putOff: () => void;
  /** The key that a typed code opens (to be zeroed); throws `wrong-code`. */
  readonly open: (profile: ProfileName, typed: string) => Promise<Uint8Array>;
};

/** Where a folder keeps its key wrapped by the recovery code. */
export const recoveryIn = (folder: string) => keyFileAt(join(folder, "recovery.json"));

/** Keeps the codes; a proposed one is in memory only. */
export function createRecoveryCodes(
  keeper: Pick<StoreKeeper, "useKey" | "folderOf">,
  { clock, kdf }: Pick<Platform, "clock" | "kdf">,
): RecoveryCodes {
  let waiting: { readonly profile: ProfileName; readonly code: string; readonly wrap: RecoveryWrap } | null = null;
  const file = (profile: ProfileName) => recoveryIn(keeper.folderOf(profile));
  const inForce = (profile: ProfileName): RecoveryWrap | null => {
    const text = file(profile).read();
    return text === null ? null : parseRecovery(text);
  };
  return {
    inForce,
    proposed: () => waiting !== null,
    propose: async (profile, passphrase) => {
      waiting = { profile, ...(await keeper.useKey(profile, passphrase, (key) => makeRecovery(key, clock(), kdf))) };
    },
    show: () => {
      if (waiting === null) throw new PliError("no-such");
      return waiting.code;
    },
    confirm: (typed) => {
      const read = readRecoveryCode(typed);
      if (waiting === null || !read.ok || read.code !== waiting.code) return false;
      file(waiting.profile).write(formatRecovery(waiting.wrap));
      waiting = null;
      return true;
    },
    putOff: () => {
      waiting = null;
    },
    open: async (profile, typed) => {
      const wrap = inForce(profile);
      const key = wrap === null ? null : await openRecovery(wrap, typed);
      if (key === null) throw new PliError("wrong-code");
      return key;
    },
  };
}

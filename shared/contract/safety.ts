import { z } from "zod";
import type { AppState } from "#shared/domain/session";
import { method, nothing } from "./method";

/** What stands between a person and a loss; dates are ISO. */
export type SafetyState = {
  readonly codeMade: string | null;
  readonly backedUp: string | null;
  /** Bytes of the database, and messages in it. */
  readonly bytes: number;
  readonly messages: number;
};

/** A backup that the person chose: when it was made, its bytes, when its recovery code was made. */
export type ChosenBackup = { readonly at: string; readonly bytes: number; readonly codeMade: string };

const passphrase = z.string().min(1).max(200).nullable();
const code = z.string().max(200);

/** Recovery code, backup, restoration, check of the store. A passphrase is asked again where one opens the store: these acts take its key. */
export const safety = {
  "safety.state": method(nothing, { needsStore: true }).returns<SafetyState>(),
  /** Makes a recovery code; it is in force once typed back. */
  "safety.proposeCode": method(z.strictObject({ passphrase }), { needsStore: true }).returns<AppState>(),
  /** The proposed code, to be shown until it is confirmed or put off. */
  "safety.code": method(nothing, { needsStore: true }).returns<{ readonly code: string }>(),
  "safety.confirmCode": method(z.strictObject({ code }), { needsStore: true }).returns<{
    readonly right: boolean;
    readonly state: AppState;
  }>(),
  "safety.putOffCode": method(nothing, { needsStore: true }).returns<AppState>(),
  /** Asks where, then writes everything there, encrypted; what opens it is the recovery code in force. */
  "safety.backUp": method(z.strictObject({ passphrase }), { needsStore: true, traced: true }).returns<{
    readonly saved: boolean;
  }>(),
  /** Reads everything and says whether it is whole. */
  "safety.check": method(z.strictObject({ passphrase }), { needsStore: true, traced: true }).returns<{
    readonly whole: boolean;
  }>(),
  /** Asks for a backup, null when the person gave up; it is the one that `safety.restore` takes. */
  "safety.chooseBackup": method(nothing).returns<ChosenBackup | null>(),
  /** Makes the profile of the chosen backup. Refused while a store is open; one that cannot be opened is set aside whole. */
  "safety.restore": method(
    z.strictObject({ code, passphrase: z.string().min(6).max(200).nullable() }),
  ).returns<AppState>(),
  /** Opens the store with its recovery code and keeps its key anew. */
  "safety.recover": method(
    z.strictObject({ code, passphrase: z.string().min(6).max(200).nullable() }),
  ).returns<AppState>(),
  /** Sets a store that cannot be opened aside, whole, and starts an empty one. */
  "safety.startOver": method(z.strictObject({ passphrase: z.string().min(6).max(200).nullable() })).returns<AppState>(),
} as const;

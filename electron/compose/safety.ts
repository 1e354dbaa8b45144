import type { Handlers } from "#shared/contract/index";
import { PliError } from "#shared/domain/failure";
import type { AppState } from "#shared/domain/session";
import { readBackup } from "../store/backup-file";
import { restoreBackup, writeBackup } from "./backup";
import type { ProfileLife } from "./profile";
import { apart, databaseIn, type ProfileName, type Wanted } from "./store-process";

type Names =
  | "safety.state"
  | "safety.proposeCode"
  | "safety.code"
  | "safety.confirmCode"
  | "safety.putOffCode"
  | "safety.backUp"
  | "safety.check"
  | "safety.chooseBackup"
  | "safety.restore"
  | "safety.recover"
  | "safety.startOver";

/** What the handlers take of the profile's: its state, the tail of every change, and its opening anew. */
export type SafetyParts = {
  readonly life: ProfileLife;
  readonly after: (act: Promise<unknown>) => Promise<AppState>;
  readonly state: () => AppState;
  readonly createReal: (passphrase: string | null) => Promise<void>;
  readonly wanted: (passphrase: string | null) => Wanted;
};

/** Extension of a backup's file. */
const EXTENSION = "plisauve";

/** Recovery code, backup, restoration and check. */
export function safetyHandlers(parts: SafetyParts): Pick<Handlers, Names> {
  const { services, codes } = parts.life;
  return {
    ...backupHandlers(parts),
    ...wayBackHandlers(parts),
    "safety.state": async () => {
      const store = services.store.get();
      const [size, backedUp] = [await store.size(), await store.getSetting("backed-up")];
      return {
        codeMade: codes.inForce(current(parts))?.made ?? null,
        backedUp: typeof backedUp === "string" ? backedUp : null,
        ...size,
      };
    },
    "safety.proposeCode": ({ passphrase }) => parts.after(codes.propose(current(parts), passphrase)),
    "safety.code": async () => ({ code: codes.show() }),
    "safety.confirmCode": async ({ code }) => {
      const right = codes.confirm(code);
      if (right) {
        await services.trace({ action: "recovery-code", request: "make", answer: "confirmed", success: true });
        services.changed("app", "safety");
      }
      return { right, state: parts.state() };
    },
    "safety.putOffCode": async () => {
      codes.putOff();
      services.changed("app");
      return parts.state();
    },
  };
}

function backupHandlers(parts: SafetyParts): Pick<Handlers, "safety.backUp" | "safety.check"> {
  const { services, keeper, codes } = parts.life;
  const { platform } = services;
  return {
    "safety.backUp": async ({ passphrase }) => {
      const profile = current(parts);
      if (codes.inForce(profile) === null) throw new PliError("no-recovery-code");
      // Before a name is asked for: a wrong passphrase is told at once.
      await keeper.useKey(profile, passphrase, async () => undefined);
      const now = platform.clock().toISOString();
      const target = await platform.dialogs.chooseTarget(`pli-sauvegarde-${now.slice(0, 10)}.${EXTENSION}`);
      if (target === null) return { saved: false };
      const traced = { action: "backup", request: "write" } as const;
      try {
        const of = { profile, passphrase, bootstrap: services.bootstrap.get() };
        const { bytes } = await writeBackup({ platform, keeper, codes }, of, target);
        await services.store.get().setSetting("backed-up", now);
        await services.trace({ ...traced, answer: "saved", success: true, size: bytes });
      } catch (error) {
        await services.trace({ ...traced, answer: codeOf(error), success: false });
        throw error;
      }
      services.changed("safety");
      return { saved: true };
    },
    "safety.check": async ({ passphrase }) => {
      const profile = current(parts);
      const found = await keeper.useKey(profile, passphrase, (key) => {
        const request = { file: databaseIn(keeper.folderOf(profile)), keyHex: Buffer.from(key).toString("hex") };
        return apart(platform, (store) => store.check(request));
      });
      await services.trace({ action: "check", request: "integrity", answer: found, success: found === "ok" });
      return { whole: found === "ok" };
    },
  };
}

function wayBackHandlers(
  parts: SafetyParts,
): Pick<Handlers, "safety.chooseBackup" | "safety.restore" | "safety.recover" | "safety.startOver"> {
  const { life, wanted } = parts;
  const { services, keeper, codes } = life;
  let chosen: string | null = null;
  return {
    "safety.chooseBackup": async () => {
      const source = await services.platform.dialogs.chooseSource(EXTENSION);
      if (source === null) return null;
      const { at, bytes, recovery } = await readBackup(source);
      chosen = source;
      return { at, bytes, codeMade: recovery.made };
    },
    "safety.restore": async ({ code, passphrase }) => {
      if (chosen === null) throw new PliError("no-such");
      refuseOpen(parts);
      const kept = await restoreBackup({ platform: services.platform, keeper }, chosen, {
        code,
        wanted: wanted(passphrase),
      });
      chosen = null;
      await services.bootstrap.set({ ...kept, profile: "real" });
      await services.desk.apply();
      return parts.after(openRestored(parts, passphrase));
    },
    "safety.recover": async ({ code, passphrase }) => {
      refuseOpen(parts);
      if (services.bootstrap.get().profile !== "real") throw new PliError("refused");
      const key = await codes.open("real", code);
      try {
        await keeper.keepKey("real", key, wanted(passphrase));
      } finally {
        key.fill(0);
      }
      return parts.after(openAgain(parts, passphrase));
    },
    "safety.startOver": async ({ passphrase }) => {
      refuseOpen(parts);
      await keeper.setAside("real");
      return parts.after(parts.createReal(passphrase));
    },
  };
}

async function openRestored(parts: SafetyParts, passphrase: string | null): Promise<void> {
  const { services, keeper, opened } = parts.life;
  if ((await keeper.open("real", passphrase)).state !== "ready") return;
  // What was to leave when the backup was made may have left since.
  await services.store.get().doubtOutbox();
  await services.trace({ action: "restore", request: "backup", answer: "restored", success: true });
  await opened();
}

async function openAgain({ life }: SafetyParts, passphrase: string | null): Promise<void> {
  if ((await life.keeper.open("real", passphrase)).state !== "ready") return;
  await life.services.trace({ action: "recovery-code", request: "use", answer: "opened", success: true });
  await life.opened();
}

/** An open store is never replaced. */
function refuseOpen({ life }: SafetyParts): void {
  if (life.keeper.state().state === "ready") throw new PliError("refused");
}

function current({ life }: SafetyParts): ProfileName {
  return life.services.bootstrap.get().profile === "demo" ? "demo" : "real";
}

function codeOf(error: unknown): string {
  return error instanceof PliError ? error.code : "unexpected";
}

import type { AppState } from "#shared/domain/session";
import { keepAppState, keepSettings, useCommand, useSession } from "../../bridge";
import { workspace } from "../../workspace";
import { useShortcuts } from "../help";

const DENSITIES = ["comfortable", "compact", "touch"] as const;

/** The acts on the application itself that the palette offers: look, session, lock; each only where it means something. */
export function useStateShortcuts({ settings, store }: AppState): void {
  const session = useSession();
  const set = useCommand("settings.set");
  const signOut = useCommand("session.signOut");
  const lock = useCommand("app.lock");
  const change = (changed: Parameters<typeof set.run>[0]): void =>
    void set.run(changed).then((result) => result.ok && keepSettings(result.value));
  const dark = settings.theme === "dark" || (settings.theme === "system" && prefersDark());
  const locks = store.state === "ready" && (store.protection === "passphrase" || store.protection === "vault-and-pin");
  useShortcuts({
    theme: () => change({ theme: dark ? "light" : "dark" }),
    density: () => change({ density: after(settings.density) }),
    ...(session?.state === "signed-in"
      ? { signOut: () => void signOut.run(undefined) }
      : { signIn: () => workspace.signIn(true) }),
    ...(locks
      ? { lock: () => void lock.run(undefined).then((result) => result.ok && keepAppState(result.value)) }
      : {}),
  });
}

const prefersDark = (): boolean => matchMedia("(prefers-color-scheme: dark)").matches;

const after = (density: AppState["settings"]["density"]): AppState["settings"]["density"] =>
  DENSITIES[(DENSITIES.indexOf(density) + 1) % DENSITIES.length] ?? "comfortable";

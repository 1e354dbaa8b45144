import type { AppState } from "#shared/domain/session";
import { keepAppState, keepSettings, useCommand, useSession } from "../../bridge";
import { workspace } from "../../workspace";
import { useShortcuts } from "../help";

const DENSITIES = ["comfortable", "compact", "touch"] as const;

/** The acts on the application itself that the palette offers: look, session, lock; each only where it means something. */
export function useStateShortcuts({ profile, settings, store }: AppState): void {
  const session = useSession();
  const set = useCommand("settings.set");
  const signOut = useCommand("session.signOut");
  const lock = useCommand("app.lock");
  const panel = useCommand("demo.showPanel");
  const change = (changed: Parameters<typeof set.run>[0]): void =>
    void set.run(changed).then((result) => result.ok && keepSettings(result.value));
  const dark = settings.theme === "dark" || (settings.theme === "system" && prefersDark());
  const locks = store.state === "ready" && (store.protection === "passphrase" || store.protection === "vault-and-pin");
  useShortcuts({
    ...(profile === "demo" ? { demo: () => void panel.run(undefined) } : {}),
    theme: () => change({ theme: dark ? "light" : "dark" }),
    bigger: () => change({ textSize: sizeAfter(settings.textSize, 1) }),
    smaller: () => change({ textSize: sizeAfter(settings.textSize, -1) }),
    normalSize: () => change({ textSize: 100 }),
    density: () => change({ density: after(settings.density) }),
    ...(session?.state === "signed-in"
      ? { signOut: () => void signOut.run(undefined) }
      : { signIn: () => workspace.signIn(true) }),
    ...(locks
      ? { lock: () => void lock.run(undefined).then((result) => result.ok && keepAppState(result.value)) }
      : {}),
  });
}

const SIZES = [100, 110, 125, 150, 175, 200] as const;

/** The size of text one step larger or smaller, the last one staying itself. */
const sizeAfter = (size: number, by: 1 | -1): number =>
  by === 1 ? (SIZES.find((one) => one > size) ?? 200) : (SIZES.toReversed().find((one) => one < size) ?? 100);

const prefersDark = (): boolean => matchMedia("(prefers-color-scheme: dark)").matches;

const after = (density: AppState["settings"]["density"]): AppState["settings"]["density"] =>
  DENSITIES[(DENSITIES.indexOf(density) + 1) % DENSITIES.length] ?? "comfortable";

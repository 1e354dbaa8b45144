import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { StoreService } from "../../electron/store/service";
import { type Desk, openDesk, type Workplace } from "./desk/desk";
import { launch, type Launched, type LaunchOptions, type Program } from "./desk/launch";
import { connected, openDoor, withMailboxes } from "./desk/connected";
import { createProfiles, databaseOf, type Profiles } from "./desk/profile";
import type { Bench } from "./figure";

/** A desk as the figures use it, with the profiles that several share. */
export type BenchDesk = Pick<Desk, "workplace" | "folder" | "give" | "stop"> & {
  readonly launch: (program: Program, options: LaunchOptions) => Launched;
  readonly makeProfile: Profiles["make"];
  /** A profile whose store is the large one (100,000 messages; 20,000 with `quick`), its mailbox without servers. */
  readonly bigProfile: () => Promise<string>;
  /** A copy of a profile that was synchronised with the full mailbox once, changed where asked. */
  readonly syncedProfile: (change?: (service: StoreService) => void) => Promise<string>;
  /** For the blank window. */
  readonly emptyFolder: string;
};

type Needs = Pick<Bench, "quick" | "say" | "store" | "mailbox"> & { readonly prepare: () => Promise<Workplace> };

/** Builds the application if need be, and opens a desk. */
export async function openBenchDesk({ quick, say, store, mailbox, prepare }: Needs): Promise<BenchDesk> {
  say("  bureau…");
  const desk = await openDesk(await prepare());
  const profiles = createProfiles(desk);
  const emptyFolder = join(desk.folder, "blank");
  mkdirSync(emptyFolder, { mode: 0o700 });
  desk.give(emptyFolder);
  let big: Promise<string> | null = null;
  const bigProfile = async (): Promise<string> => {
    const { store: open, file } = await store(quick ? 20_000 : 100_000);
    open.get("PRAGMA wal_checkpoint(TRUNCATE)");
    return profiles.make({ put: (target) => copyFileSync(file, target) });
  };
  let synced: Promise<string> | null = null;
  const synchronise = async (): Promise<string> => {
    const { space } = await mailbox();
    say("  première synchronisation…");
    const profile = await profiles.make({ change: withMailboxes() });
    const door = await openDoor(space, desk);
    const { launched } = await connected(self, space, { profile, door });
    await launched.end();
    door.stop();
    return profile;
  };
  const self: BenchDesk = {
    workplace: desk.workplace,
    folder: desk.folder,
    give: desk.give,
    stop: desk.stop,
    launch: (program, options) => launch(desk, program, options),
    makeProfile: profiles.make,
    bigProfile: () => (big ??= bigProfile()),
    syncedProfile: async (change) => {
      const from = databaseOf(await (synced ??= synchronise()));
      return profiles.make({
        put: (target) => copyFileSync(from, target),
        ...(change === undefined ? {} : { change }),
      });
    },
    emptyFolder,
  };
  return self;
}

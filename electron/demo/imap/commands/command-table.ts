import type { CommandGroup } from "../session/session";
import { anyStateCommands } from "./any-state";
import { appendCommands } from "./append";
import { copyMoveCommands } from "./copy-move";
import { fetchCommands } from "./fetch";
import { idleCommands } from "./idle";
import { listingCommands } from "./listing";
import { namingCommands } from "./naming";
import { quotaCommands } from "./quota";
import { searchCommands } from "./search";
import { selectCommands } from "./select";
import { signInCommands } from "./sign-in";
import { storeCommands } from "./store-flags";

/** Every command of the server by its upper-case name. */
export const COMMANDS: CommandGroup = {
  ...anyStateCommands,
  ...signInCommands,
  ...listingCommands,
  ...namingCommands,
  ...selectCommands,
  ...appendCommands,
  ...fetchCommands,
  ...storeCommands,
  ...searchCommands,
  ...copyMoveCommands,
  ...idleCommands,
  ...quotaCommands,
};

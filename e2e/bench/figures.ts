import type { Figure } from "./figure";
import { complete } from "./figures/complete";
import { document } from "./figures/document";
import { load } from "./figures/load";
import { loadDirectory } from "./figures/load-directory";
import { mainLag } from "./figures/main-lag";
import { mime } from "./figures/mime";
import { search } from "./figures/search";
import { sync } from "./figures/sync";
import { syncRaw } from "./figures/sync-raw";
import { thread } from "./figures/thread";
import { xdm } from "./figures/xdm";

/** Every figure that is taken, in the order of the table. */
export const FIGURES: readonly Figure[] = [
  sync,
  syncRaw,
  mainLag,
  thread,
  load,
  search,
  complete,
  loadDirectory,
  document,
  xdm,
  mime,
];

/** Figures of the plan that nothing takes yet, by id. */
export const MISSING: readonly string[] = [
  "start",
  "memory",
  "resync",
  "first-screen",
  "arrival",
  "scroll",
  "open",
  "send",
  "cpu-idle",
  "size",
];

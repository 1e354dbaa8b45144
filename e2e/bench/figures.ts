import type { Figure } from "./figure";
import { send } from "./figures/send";
import { resync } from "./figures/resync";
import { firstScreen } from "./figures/first-screen";
import { cpuIdle } from "./figures/cpu-idle";
import { arrival } from "./figures/arrival";
import { complete } from "./figures/complete";
import { completePainted } from "./figures/complete-painted";
import { document } from "./figures/document";
import { ldap } from "./figures/ldap";
import { ldapPainted } from "./figures/ldap-painted";
import { load } from "./figures/load";
import { loadDirectory } from "./figures/load-directory";
import { longTask } from "./figures/long-task";
import { mainLag } from "./figures/main-lag";
import { memory } from "./figures/memory";
import { mime } from "./figures/mime";
import { open } from "./figures/open";
import { scroll } from "./figures/scroll";
import { search } from "./figures/search";
import { searchPainted } from "./figures/search-painted";
import { size } from "./figures/size";
import { start } from "./figures/start";
import { sync } from "./figures/sync";
import { syncRaw } from "./figures/sync-raw";
import { thread } from "./figures/thread";
import { xdm } from "./figures/xdm";

/** Every figure that is taken, in the order of the table. */
export const FIGURES: readonly Figure[] = [
  start,
  memory,
  size,
  scroll,
  open,
  searchPainted,
  longTask,
  firstScreen,
  arrival,
  send,
  cpuIdle,
  sync,
  syncRaw,
  resync,
  mainLag,
  thread,
  load,
  search,
  complete,
  completePainted,
  ldap,
  ldapPainted,
  loadDirectory,
  document,
  xdm,
  mime,
];

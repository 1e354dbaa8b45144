import type { UpdateInstall, UpdateView } from "#shared/domain/update";
import { method, nothing } from "./method";

/** Newer versions of the application: what is known of them, a look asked for by hand, and their installation. */
export const updates = {
  "updates.view": method(nothing).returns<UpdateView>(),
  /** Looks now; answers once the publisher has, while a download goes on behind. */
  "updates.look": method(nothing).returns<UpdateView>(),
  /** Installs what is ready, or shows its file; put off while something is written or about to leave. */
  "updates.install": method(nothing).returns<{ readonly outcome: UpdateInstall }>(),
} as const;

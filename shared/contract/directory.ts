import type { OfflineDirectoryState } from "#shared/domain/offline-directory";
import { method, nothing } from "./method";

/** The directory kept on this computer. */
export const directory = {
  "offline.state": method(nothing, { needsStore: true }).returns<OfflineDirectoryState>(),
  /** Asks the server which extraction it offers, without downloading it. */
  "offline.check": method(nothing, { needsStore: true }).returns<OfflineDirectoryState>(),
  /** Starts, or takes up again, a download followed by its import; the state tells how far it is. */
  "offline.download": method(nothing, { needsStore: true, traced: true }).returns<OfflineDirectoryState>(),
  /** Opens the system's file chooser and imports what was chosen (text or archive). */
  "offline.import": method(nothing, { needsStore: true, traced: true }).returns<OfflineDirectoryState>(),
  "offline.cancel": method(nothing, { needsStore: true }).returns<OfflineDirectoryState>(),
  /** Erases it from this computer. */
  "offline.remove": method(nothing, { needsStore: true, traced: true }).returns<OfflineDirectoryState>(),
} as const;

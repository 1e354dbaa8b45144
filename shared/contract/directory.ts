import { z } from "zod";
import { type DirectoryTest, LDAP_FIELDS, type LiveDirectoryState } from "#shared/domain/live-directory";
import type { OfflineDirectoryState } from "#shared/domain/offline-directory";
import { method, nothing } from "./method";

/** The directory kept on this computer, and the live ones of the environment. */
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
  "live.state": method(nothing, { needsStore: true }).returns<LiveDirectoryState>(),
  /** « Tester l’annuaire »: asks each live directory, says what it found, and keeps the attribute names that it learned. */
  "live.test": method(nothing, { needsStore: true, traced: true }).returns<DirectoryTest>(),
  /** Keeps the key of the FHIR directory, encrypted with the rest; it is never given back. Null takes it away. */
  "live.setKey": method(
    z.strictObject({
      key: z
        .string()
        .regex(/^[\x21-\x7E]{8,200}$/u)
        .nullable(),
    }),
    {
      needsStore: true,
    },
  ).returns<LiveDirectoryState>(),
  /** Corrects the attribute of a field; null: this directory has none. */
  "live.setAttribute": method(
    z.strictObject({
      field: z.enum(LDAP_FIELDS),
      attribute: z
        .string()
        .regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/u)
        .nullable(),
    }),
    { needsStore: true },
  ).returns<LiveDirectoryState>(),
  /** Forgets what was learned: the usual names serve again. */
  "live.forgetAttributes": method(nothing, { needsStore: true }).returns<LiveDirectoryState>(),
} as const;

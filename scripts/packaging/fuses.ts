import { flipFuses, FuseV1Options, FuseVersion, getCurrentFuseWire } from "@electron/fuses";

/**
 * What the packaged application refuses for ever: to be a Node, to take options or an inspector from outside, to load anything but
 * its archive. Every fuse has its value, so that a new one is decided about. The archive's own integrity is checked by Electron on
 * Windows and macOS only, where its digest must be in the signed executable: off until a signed package is made there.
 */
export const FUSES = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: false,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
} as const satisfies Record<FuseV1Options, boolean>;

/** Sets the fuses that an executable has; one that it has and that we do not know is refused. */
export async function setFuses(executable: string): Promise<void> {
  const present = Object.keys(await getCurrentFuseWire(executable)).filter((key) => /^\d+$/u.test(key));
  const unknown = present.filter((key) => !(key in FUSES));
  if (unknown.length > 0) throw new Error(`fuses without a decided value: ${unknown.join(", ")}`);
  const wanted = Object.fromEntries(Object.entries(FUSES).filter(([key]) => present.includes(key)));
  await flipFuses(executable, { version: FuseVersion.V1, ...wanted });
}

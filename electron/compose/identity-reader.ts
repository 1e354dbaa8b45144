import { link } from "#shared/contract/link";
import { PliError } from "#shared/domain/failure";
import type { ClientIdentity, IdentitySummary } from "../trust/client-identity";
import type { IdentityService } from "../trust/serve-identity";
import { within } from "./gate";
import type { Platform } from "./ports";

/** What an imported file holds, and what may be shown of it. */
type ImportedIdentity = { readonly identity: ClientIdentity; readonly summary: IdentitySummary };

const MOST_BYTES = 256 * 1024;
const START_MS = 15_000;
/** An ordinary file opens in a few milliseconds; afterwards each start of its use costs as much again. */
const OPEN_MS = 1_000;

/**
 * Lets the person choose a PKCS#12 file and opens it in a process of its own, which is ended when it takes too long; null when she gave up.
 * Fails with `certificate-…`.
 */
export async function importIdentity(
  platform: Pick<Platform, "dialogs" | "clock" | "start">,
  passphrase: string,
): Promise<ImportedIdentity | null> {
  const { files, tooBig } = await platform.dialogs.chooseFiles(MOST_BYTES);
  if (files.length === 0 && tooBig.length > 0) throw new PliError("certificate-too-large");
  const file = files[0]?.bytes;
  return file === undefined ? null : open(platform, file, passphrase);
}

async function open(
  { start, clock }: Pick<Platform, "clock" | "start">,
  file: Uint8Array,
  passphrase: string,
): Promise<ImportedIdentity> {
  const child = start("identity");
  try {
    const service = link<IdentityService>(child, {}, "certificate-unreadable");
    await within(service.ready(), START_MS, false);
    const read = await within(service.read(file, passphrase, clock()), OPEN_MS, null);
    if (read === null) throw new PliError("certificate-too-slow");
    if (!read.ok) throw new PliError(`certificate-${read.code}`);
    return read;
  } finally {
    child.kill();
  }
}

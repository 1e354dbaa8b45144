import type { OfflineDirectoryState } from "#shared/domain/offline-directory";
import { parseAddress } from "#shared/rules/address";
import { isFresh, isInTrustSpace, type WhiteList } from "#shared/rules/trust-space";
import type { OfflineDirectory } from "./offline-directory";
import type { Ground } from "./ground";

const KEY = "white-list";
const DAY_MS = 86_400_000;
const MOST_BYTES = 8 * 1024 * 1024;
/** A list that lost so much was cut on the way: the one kept stays. */
const LEAST_SHARE = 0.5;

type Ports = Pick<Ground, "platform" | "store" | "environment" | "door" | "trace" | "changed">;

/** The white list of the espace de confiance kept in the profile, with the date it was taken; undefined before the first one. */
export async function keptWhiteList(store: Ports["store"]): Promise<WhiteList | undefined> {
  const kept = (await store.get().getSetting(KEY)) as WhiteList | null;
  return kept ?? undefined;
}

/** Whether a message may leave for an address (ECO.3.1.1): what answers by itself is held to the same list as what is written. */
export async function mayReceive(
  { store, platform }: Pick<Ports, "store" | "platform">,
  address: string,
): Promise<boolean> {
  const read = parseAddress(address);
  return read.ok && isInTrustSpace(read.domain, await keptWhiteList(store), platform.clock().getTime());
}

/** The same, as the settings show it. */
export async function whiteListState({ store, platform }: Ports): Promise<OfflineDirectoryState["whiteList"]> {
  const kept = await keptWhiteList(store);
  if (kept === undefined) return null;
  return { domains: kept.domains.length, asOf: kept.asOf, stale: !isFresh(kept, platform.clock().getTime()) };
}

/** Takes the list again where the environment names its place and the one kept is a day old; whatever fails, the one kept stays. */
export async function refreshWhiteList(ports: Ports, process: OfflineDirectory["process"]): Promise<void> {
  const url = ports.environment().directory.whiteList;
  const now = ports.platform.clock();
  const kept = await keptWhiteList(ports.store);
  if (url === undefined || (kept !== undefined && now.getTime() - Date.parse(kept.asOf) < DAY_MS)) return;
  const answer = await taken(ports, url, process).catch(() => null);
  const sane = answer !== null && answer.length >= (kept?.domains.length ?? 0) * LEAST_SHARE;
  if (sane) await ports.store.get().setSetting(KEY, { domains: answer, asOf: now.toISOString() });
  const told = sane ? String(answer.length) : "white-list-kept";
  await ports.trace({ action: "directory", request: "white list", answer: told, success: sane });
  ports.changed("directory");
}

async function taken(
  { environment, door }: Ports,
  url: string,
  process: OfflineDirectory["process"],
): Promise<readonly string[] | null> {
  const request = door(environment(), "directory");
  const answer = await request({ url, method: "GET", timeoutMs: 30_000, maxBytes: MOST_BYTES });
  if (!answer.ok || answer.status !== 200) return null;
  return process.call((service) => service.readWhiteList(answer.body));
}

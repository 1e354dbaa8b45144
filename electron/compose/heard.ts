import type { Services } from "./services";

const HOUR_MS = 3_600_000;
const MOST_AN_HOUR = 20;

/** Whether enough was written by itself to an address within the hour: a sender that repeats itself must not make us do so. `count` tells how much since a moment (ISO). */
export async function isHeard(
  { platform }: Pick<Services, "platform">,
  address: string,
  count: (address: string, since: string) => Promise<number>,
): Promise<boolean> {
  const since = new Date(platform.clock().getTime() - HOUR_MS).toISOString();
  return (await count(address, since)) >= MOST_AN_HOUR;
}

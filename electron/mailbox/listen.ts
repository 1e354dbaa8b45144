import type { ImapFlow } from "imapflow";
import type { Clock } from "./ports";

/** A server that ends an IDLE sooner does not want it: it is not asked again at once. */
const SHORTEST_MS = 1000;

/**
 * Stays in IDLE (RFC 2177) on the selected folder while `waiting`: what ends it without being a reason to look (the NOOP of a line that was
 * quiet for long, the server itself) does not leave the folder unheard until the next look. Never rejects.
 */
export async function listen(
  client: Pick<ImapFlow, "idle" | "usable">,
  clock: Pick<Clock, "now">,
  waiting: () => boolean,
): Promise<void> {
  while (waiting() && client.usable) {
    const since = clock.now().getTime();
    await client.idle().catch(() => undefined);
    if (clock.now().getTime() - since < SHORTEST_MS) return;
  }
}

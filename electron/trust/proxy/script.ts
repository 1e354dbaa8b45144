import { get as httpGet, type IncomingMessage } from "node:http";
import { get as httpsGet } from "node:https";

const TIMEOUT_MS = 5_000;
const MOST_BYTES = 1024 * 1024;
const KEPT_MS = 30 * 60_000;

/**
 * Reads scripts of proxies (PAC, ≤ 1 MB, 5 s, no redirect) from the local network, where the person says they are; each is kept half an hour.
 * Read here because pages of ours may resolve no name, nor may the engine that runs the script.
 */
export function scriptReader(now: () => number): (address: string) => Promise<string | null> {
  let kept: { readonly address: string; readonly until: number; readonly text: string } | undefined;
  return async (address) => {
    if (kept?.address === address && kept.until > now()) return kept.text;
    const text = await readScript(address);
    if (text !== null) kept = { address, until: now() + KEPT_MS, text };
    return text;
  };
}

function readScript(address: string): Promise<string | null> {
  return new Promise((resolve) => {
    const give = (): void => resolve(null);
    const get = address.startsWith("https:") ? httpsGet : httpGet;
    const asking = get(address, { agent: false, signal: AbortSignal.timeout(TIMEOUT_MS) }, (answer) => {
      take(answer).then(resolve, give);
    });
    asking.on("error", give);
  });
}

async function take(answer: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MOST_BYTES) return null;
    parts.push(part);
  }
  const text = Buffer.concat(parts).toString("utf8");
  // What is not a script would send everything straight, without a word.
  return answer.statusCode === 200 && text.includes("FindProxyForURL") ? text : null;
}

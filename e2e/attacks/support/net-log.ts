import { readFileSync } from "node:fs";

/** What Chromium's own network log says that it tried. */
export type NetworkTraces = {
  readonly events: number;
  readonly resolved: number;
  /** Addresses of requests outside `app:`, `data:`, `blob:` and the developer tools' own. */
  readonly requests: readonly string[];
  readonly connections: number;
  readonly datagrams: number;
};

type LogEvent = { readonly type: number; readonly params?: { readonly url?: string } };
type Log = { readonly constants: { readonly logEventTypes: Record<string, number> }; readonly events: LogEvent[] };

/**
 * Reads a `--log-net-log` file of an application that has ended. A UDP socket that is connected and never written to is
 * Chromium's look for an IPv6 route: bytes sent are counted, connections of UDP are not.
 */
export function networkTraces(path: string): NetworkTraces {
  const log = parsed(readFileSync(path, "utf8"));
  const count = (name: string): number => {
    const type = log.constants.logEventTypes[name];
    if (type === undefined) throw new Error(`this Chromium has no ${name}`);
    return log.events.filter((event) => event.type === type).length;
  };
  const started = log.constants.logEventTypes["URL_REQUEST_START_JOB"];
  const urls = log.events.flatMap((event) => (event.type === started ? [event.params?.url ?? ""] : []));
  return {
    events: log.events.length,
    resolved: count("HOST_RESOLVER_MANAGER_JOB"),
    requests: urls.filter((url) => !/^(?:app|data|blob|devtools):/u.test(url)),
    connections: count("TCP_CONNECT_ATTEMPT"),
    datagrams: count("UDP_BYTES_SENT"),
  };
}

/** A process that was stopped leaves the list open. */
function parsed(text: string): Log {
  try {
    return JSON.parse(text) as Log;
  } catch {
    return JSON.parse(`${text.trimEnd().replace(/,$/u, "")}]}`) as Log;
  }
}

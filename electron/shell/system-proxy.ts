import { type Session, session } from "electron";

/** Asks Chromium which proxy the system, or a script, wants for an address; nothing is fetched, and no page uses these sessions. */
export async function resolveSystemProxy(url: string, script: string | null): Promise<string> {
  const asked = script === null ? await systemSession() : await scriptSession(script);
  return asked.resolveProxy(url);
}

let last: { readonly script: string | null; readonly made: Promise<Session> } | undefined;

const systemSession = (): Promise<Session> => madeOnce(null, { mode: "system" });

const scriptSession = (script: string): Promise<Session> =>
  madeOnce(script, {
    mode: "pac_script",
    pacScript: `data:application/x-ns-proxy-autoconfig;base64,${Buffer.from(script, "utf8").toString("base64")}`,
  });

/** One session at a time: made again when the setting is another one. */
function madeOnce(script: string | null, config: Electron.ProxyConfig): Promise<Session> {
  if (last?.script === script) return last.made;
  const made = prepare(script === null ? "proxy-system" : "proxy-script", config);
  last = { script, made };
  return made;
}

async function prepare(name: string, config: Electron.ProxyConfig): Promise<Session> {
  const asked = session.fromPartition(name, { cache: false });
  asked.webRequest.onBeforeRequest((_details, callback) => callback({ cancel: true }));
  await asked.setProxy(config);
  return asked;
}

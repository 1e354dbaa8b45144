import { app, session, type Session, type WebContents } from "electron";

/** Before `ready`: no name is ever resolved for a page, not even by a prefetch hint. Node's own sockets are not concerned. */
export function lockNames(): void {
  app.commandLine.appendSwitch("host-resolver-rules", "MAP * ~NOTFOUND");
  app.enableSandbox();
}

/** The one thing a page may ask of the system: to put text in the clipboard on the person's gesture. Reading it is refused. */
const WRITE_CLIPBOARD = "clipboard-sanitized-write";

/** Closes a session to everything but the application's own pages (CSP alone leaks DNS, WebRTC and dictionaries). */
export function lockSession(ses: Session): void {
  ses.setSpellCheckerLanguages([]);
  void ses.setProxy({ mode: "fixed_servers", proxyRules: "127.0.0.1:9", proxyBypassRules: "<-loopback>" });
  ses.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !isOurs(details.url) }));
  ses.setPermissionRequestHandler((_contents, permission, callback) => callback(permission === WRITE_CLIPBOARD));
  ses.setPermissionCheckHandler((_contents, permission) => permission === WRITE_CLIPBOARD);
  ses.setDevicePermissionHandler(() => false);
  ses.on("will-download", (event) => event.preventDefault());
}

/** Chromium's own requests live in the default session: it is closed as well. */
export function lockDefaultSession(): void {
  lockSession(session.defaultSession);
}

/** A page never navigates away, opens a window, or attaches a view. */
export function lockContents(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy("disable_non_proxied_udp");
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.on("will-frame-navigate", (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
  contents.on("will-redirect", (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
}

/** Blob pictures and PDF pages are made by our own page; everything else is `app://ui/`. */
function isOurs(url: string): boolean {
  return url.startsWith("app://ui/") || url.startsWith("blob:app://ui/") || url.startsWith("data:image/");
}

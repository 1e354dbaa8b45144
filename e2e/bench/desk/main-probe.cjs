/**
 * Loaded in Electron's main process before its own code (NODE_OPTIONS): answers `launch.ts` line by line over the standard streams, so that
 * nothing else has to be attached while something is measured.
 */
const { monitorEventLoopDelay } = require("node:perf_hooks");

const TICK_MS = 1;
/** @type {import("node:perf_hooks").IntervalHistogram | null} */
let delay = null;
const electron = () => require("electron");
const now = () => performance.timeOrigin + performance.now();
/** @returns {Promise<import("electron").BrowserWindow>} */
const firstWindow = () =>
  new Promise((resolve) => {
    const [open] = electron().BrowserWindow.getAllWindows();
    if (open === undefined) electron().app.once("browser-window-created", (_event, window) => resolve(window));
    else resolve(open);
  });

const PAINTED = (/** @type {string} */ selector) =>
  `new Promise((resolve) => {
    const look = () => document.querySelector(${JSON.stringify(selector)}) === null
      ? requestAnimationFrame(look)
      : requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
    look();
  })`;

/** @type {Readonly<Record<string, (argument: string) => unknown>>} */
const acts = {
  /** The hour at which an empty window could be shown. */
  shown: async () => {
    const window = await firstWindow();
    return new Promise((resolve) => window.once("ready-to-show", () => resolve(now())));
  },
  /** The hour at which the first row had answered a key on the screen. */
  answering: async () => {
    const { webContents } = await firstWindow();
    await new Promise((resolve) => webContents.once("dom-ready", () => resolve(undefined)));
    await webContents.executeJavaScript(PAINTED("[role=option]"));
    webContents.focus();
    for (const type of /** @type {const} */ (["keyDown", "char", "keyUp"]))
      webContents.sendInputEvent({ type, keyCode: "j" });
    return webContents.executeJavaScript(PAINTED("[role=option][aria-selected=true]"));
  },
  /** What the system's vault makes of bytes (hexadecimal), in base64, as `electron/shell/vault.ts` gives them to it. */
  wrap: async (hex) => {
    await electron().app.whenReady();
    const { safeStorage } = electron();
    return safeStorage.encryptString(Buffer.from(hex, "hex").toString("base64")).toString("base64");
  },
  hide: () => {
    for (const window of electron().BrowserWindow.getAllWindows()) window.hide();
    return null;
  },
  /** From here on the delays of the event loop are counted; `lag` gives the 99th percentile in ms. */
  listen: () => {
    delay = monitorEventLoopDelay({ resolution: TICK_MS });
    delay.enable();
    return null;
  },
  lag: () => {
    delay?.disable();
    return delay === null ? null : delay.percentile(99) / 1e6 - TICK_MS;
  },
};

let rest = "";
process.stdin.setEncoding("utf8").on("data", (text) => {
  const lines = `${rest}${text}`.split("\n");
  rest = lines.pop() ?? "";
  for (const line of lines) void answer(JSON.parse(line));
});
process.stdin.unref?.();

/** @param {{ id: number, act: string, argument: string }} asked */
async function answer({ id, act, argument }) {
  try {
    tell({ id, value: await acts[act]?.(argument) });
  } catch (error) {
    tell({ id, error: String(error) });
  }
}

/** @param {object} said */
function tell(said) {
  process.stdout.write(`bench ${JSON.stringify(said)}\n`);
}

import { join } from "node:path";
import { app, BrowserWindow, nativeTheme, screen, type Session } from "electron";
import type { WindowKind } from "#shared/contract/method";
import type { Apart } from "../compose/ports";
import { lockContents } from "./network-lock";

/** Windows of which there is one for each thing: a draft, a conversation. */
type ApartKind = "composer" | "conversation";
type SingleKind = Exclude<WindowKind, ApartKind>;

/** The windows of the application and what kind each one is. */
export type Windows = {
  /** Opens one, or shows it again; a new one loads its page at once and is shown when that is painted and `ready` is over. */
  readonly open: (kind: SingleKind, ready?: Promise<unknown>) => BrowserWindow;
  /** The windows of drafts, or of conversations, by the id of each. */
  readonly apart: (kind: ApartKind) => Apart;
  readonly get: (kind: SingleKind) => BrowserWindow | null;
  readonly all: () => readonly BrowserWindow[];
  readonly kindOf: (webContentsId: number) => WindowKind | null;
  /** Whether captures of the screen show our windows black: those that are open, and each at its creation; they do until this is told. */
  readonly hideFromCapture: (hidden: boolean) => void;
};

const SIZES = {
  main: { width: 1280, height: 800, minWidth: 1024, minHeight: 700 },
  phone: { width: 340, height: 660, minWidth: 340, minHeight: 660 },
  conversation: { width: 900, height: 800, minWidth: 620, minHeight: 560 },
  composer: { width: 820, height: 760, minWidth: 560, minHeight: 520 },
  panel: { width: 520, height: 800, minWidth: 420, minHeight: 560 },
} as const;
const PAGES = {
  main: "index.html",
  composer: "composer-window.html",
  conversation: "conversation-window.html",
  phone: "phone.html",
  panel: "panel.html",
} as const;
const TITLES = {
  main: "Pli",
  composer: "Pli",
  conversation: "Pli",
  phone: "e-CPS (démonstration)",
  panel: "Démonstration",
} as const;

/** Creates the registry of windows over one locked session; `restarted` is told of each whose page is loaded again after its process ended. */
export function createWindows(ses: Session, preload: string, restarted: (kind: WindowKind) => void): Windows {
  const open = new Map<SingleKind, BrowserWindow>();
  const apart = { composer: new Map<string, BrowserWindow>(), conversation: new Map<string, BrowserWindow>() };
  // Until the person's choice is known, captures show nothing.
  let hidden = true;
  let ending = false;
  app.on("before-quit", () => {
    ending = true;
  });
  const create = (kind: WindowKind, about: string, nth: number, ready = Promise.resolve<unknown>(null)) => {
    const window = createWindow(kind, ses, preload, { parent: open.get("main") ?? null, about, nth, ready });
    window.setContentProtection(hidden);
    loadAgainWhenGone(window, () => restarted(kind));
    return window;
  };
  const every = (): readonly (readonly [WindowKind, BrowserWindow])[] => {
    const those = (kind: ApartKind) => [...apart[kind].values()].map((window) => [kind, window] as const);
    return [...open, ...those("composer"), ...those("conversation")].filter(([, window]) => !window.isDestroyed());
  };
  const all = (): readonly BrowserWindow[] => every().map(([, window]) => window);
  return {
    get: (kind) => open.get(kind) ?? null,
    all,
    kindOf: (webContentsId) => every().find(([, window]) => window.webContents.id === webContentsId)?.[0] ?? null,
    open: (kind, ready) => {
      const existing = open.get(kind);
      if (existing !== undefined && !existing.isDestroyed()) {
        existing.show();
        return existing;
      }
      const window = create(kind, "", 0, ready);
      open.set(kind, window);
      window.on("closed", () => open.delete(kind));
      return window;
    },
    apart: (kind) =>
      windowsApart(
        apart[kind],
        (id, nth) => create(kind, id, nth),
        () => ending,
      ),
    hideFromCapture: (hide) => {
      hidden = hide;
      for (const window of all()) window.setContentProtection(hide);
    },
  };
}

/** One window for each id, over those that are open; an application that ends closes them without a word. */
function windowsApart(
  open: Map<string, BrowserWindow>,
  create: (id: string, nth: number) => BrowserWindow,
  ending: () => boolean,
): Apart {
  return {
    open: (id, closed) => {
      const existing = open.get(id);
      if (existing !== undefined && !existing.isDestroyed()) return existing.show();
      const window = create(id, open.size);
      open.set(id, window);
      window.on("closed", () => {
        open.delete(id);
        if (!ending()) closed();
      });
    },
    close: (id) => open.get(id)?.close(),
  };
}

/** What a window is about (the id of a draft, of a conversation, or nothing), beside which it stands, how many of its kind are open already, and what it waits for. */
type Standing = {
  readonly parent: BrowserWindow | null;
  readonly about: string;
  readonly nth: number;
  readonly ready: Promise<unknown>;
};

function createWindow(kind: WindowKind, ses: Session, preload: string, standing: Standing): BrowserWindow {
  const size = SIZES[kind];
  const window = new BrowserWindow({
    ...size,
    ...position(kind, standing),
    useContentSize: true,
    show: false,
    title: TITLES[kind],
    backgroundColor: nativeTheme.shouldUseDarkColors ? "#101413" : "#f6f7f5",
    autoHideMenuBar: true,
    webPreferences: {
      session: ses,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: true,
      additionalArguments: [`--pli-window=${kind}`, `--pli-about=${standing.about}`],
    },
  });
  window.setMenuBarVisibility(false);
  // The default menu would bring keys of its own (reload, developer tools, zoom of the page); ours are in one table. macOS needs its menu to edit.
  if (process.platform !== "darwin") window.removeMenu();
  // The title never carries what a page says: it could name a patient.
  window.on("page-title-updated", (event) => event.preventDefault());
  lockContents(window.webContents);
  const show = (): void => {
    if (!window.isDestroyed()) window.show();
  };
  window.once("ready-to-show", () => void standing.ready.then(show, show));
  void window.loadURL(`app://ui/${PAGES[kind]}`);
  return window;
}

/** A page whose process ended by itself is loaded again: at once, then at growing intervals if it goes on; at once again after a calm. */
function loadAgainWhenGone(window: BrowserWindow, told: () => void): void {
  let ends = 0;
  let last = 0;
  window.webContents.on("render-process-gone", (_event, { reason }) => {
    if (reason === "clean-exit") return;
    const now = performance.now();
    if (now - last > ends * AGAIN_MS + CALM_MS) ends = 0;
    last = now;
    setTimeout(() => {
      if (window.isDestroyed()) return;
      told();
      window.webContents.reload();
    }, ends * AGAIN_MS);
    ends = Math.min(ends + 1, MOST_PATIENT);
  });
}

const AGAIN_MS = 5000;
/** A page that stood so long since it was loaded again has nothing to do with what ended it before. */
const CALM_MS = 60_000;
const MOST_PATIENT = 12;

/** The telephone stands at the right edge of the main window, where the screen allows; drafts and conversations over it, each a step further. */
function position(kind: WindowKind, { parent, nth }: Standing): { readonly x?: number; readonly y?: number } {
  if (kind === "main" || parent === null) return {};
  const bounds = parent.getBounds();
  const area = screen.getDisplayMatching(bounds).workArea;
  const step = 48 + (nth % 5) * 32;
  if (kind === "composer" || kind === "conversation")
    return { x: Math.max(area.x, bounds.x + step), y: Math.max(area.y, bounds.y + step) };
  const x = Math.min(bounds.x + bounds.width + 12, area.x + area.width - SIZES[kind].width);
  return { x, y: Math.max(area.y, bounds.y + 60) };
}

/** Where the build puts the preload and the pages, beside the main entry. */
export const buildPaths = (mainFolder: string) => ({
  preload: join(mainFolder, "../preload/preload.cjs"),
  pages: join(mainFolder, "../renderer"),
});

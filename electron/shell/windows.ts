import { join } from "node:path";
import { BrowserWindow, nativeTheme, screen, type Session } from "electron";
import type { WindowKind } from "#shared/contract/method";
import { lockContents } from "./network-lock";

/** The windows of the application and what kind each one is. */
export type Windows = {
  readonly open: (kind: WindowKind) => BrowserWindow;
  readonly get: (kind: WindowKind) => BrowserWindow | null;
  readonly all: () => readonly BrowserWindow[];
  readonly kindOf: (webContentsId: number) => WindowKind | null;
};

const SIZES = {
  main: { width: 1280, height: 800, minWidth: 1024, minHeight: 700 },
  phone: { width: 340, height: 660, minWidth: 340, minHeight: 660 },
  panel: { width: 520, height: 800, minWidth: 420, minHeight: 560 },
} as const;
const PAGES = { main: "index.html", phone: "phone.html", panel: "panel.html" } as const;
const TITLES = { main: "Pli", phone: "e-CPS (démonstration)", panel: "Démonstration" } as const;

/** Creates the registry of windows over one locked session; `restarted` is told of each whose page is loaded again after its process ended. */
export function createWindows(ses: Session, preload: string, restarted: (kind: WindowKind) => void): Windows {
  const open = new Map<WindowKind, BrowserWindow>();
  const kindOf = (webContentsId: number): WindowKind | null => {
    for (const [kind, window] of open)
      if (!window.isDestroyed() && window.webContents.id === webContentsId) return kind;
    return null;
  };
  return {
    get: (kind) => open.get(kind) ?? null,
    all: () => [...open.values()].filter((window) => !window.isDestroyed()),
    kindOf,
    open: (kind) => {
      const existing = open.get(kind);
      if (existing !== undefined && !existing.isDestroyed()) {
        existing.show();
        return existing;
      }
      const window = createWindow(kind, ses, preload, open.get("main") ?? null);
      open.set(kind, window);
      loadAgainWhenGone(window, () => restarted(kind));
      window.on("closed", () => open.delete(kind));
      return window;
    },
  };
}

function createWindow(kind: WindowKind, ses: Session, preload: string, parent: BrowserWindow | null): BrowserWindow {
  const size = SIZES[kind];
  const window = new BrowserWindow({
    ...size,
    ...position(kind, parent),
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
      additionalArguments: [`--pli-window=${kind}`],
    },
  });
  window.setMenuBarVisibility(false);
  // The default menu would bring keys of its own (reload, developer tools, zoom of the page); ours are in one table. macOS needs its menu to edit.
  if (process.platform !== "darwin") window.removeMenu();
  // The title never carries what a page says: it could name a patient.
  window.on("page-title-updated", (event) => event.preventDefault());
  lockContents(window.webContents);
  window.once("ready-to-show", () => window.show());
  void window.loadURL(`app://ui/${PAGES[kind]}`);
  return window;
}

/** A page whose process ended by itself is loaded again: at once, then at growing intervals if it goes on. */
function loadAgainWhenGone(window: BrowserWindow, told: () => void): void {
  let ends = 0;
  window.webContents.on("render-process-gone", (_event, { reason }) => {
    if (reason === "clean-exit") return;
    setTimeout(() => {
      if (window.isDestroyed()) return;
      told();
      window.webContents.reload();
    }, ends * AGAIN_MS);
    ends = Math.min(ends + 1, MOST_PATIENT);
  });
}

const AGAIN_MS = 5000;
const MOST_PATIENT = 12;

/** The telephone stands at the right edge of the main window, where the screen allows. */
function position(kind: WindowKind, parent: BrowserWindow | null): { readonly x?: number; readonly y?: number } {
  if (kind === "main" || parent === null) return {};
  const bounds = parent.getBounds();
  const area = screen.getDisplayMatching(bounds).workArea;
  const x = Math.min(bounds.x + bounds.width + 12, area.x + area.width - SIZES[kind].width);
  return { x, y: Math.max(area.y, bounds.y + 60) };
}

/** Where the build puts the preload and the pages, beside the main entry. */
export const buildPaths = (mainFolder: string) => ({
  preload: join(mainFolder, "../preload/preload.cjs"),
  pages: join(mainFolder, "../renderer"),
});

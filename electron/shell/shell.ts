import { app, powerMonitor, session } from "electron";
import { serveApp } from "./app-protocol";
import { createStarter } from "./child-process";
import { lockDefaultSession, lockSession } from "./network-lock";
import { pictureFirstWindow } from "./screenshot";
import { buildPaths, createWindows, type Windows } from "./windows";

/** The windows, and the life of the application around them. */
export type Shell = {
  readonly windows: Windows;
  /** Starts one of our processes. */
  readonly start: ReturnType<typeof createStarter>;
  /** Opens the main window: its page loads at once, and is seen when `ready` is over. */
  readonly show: (ready: Promise<unknown>) => void;
  /** Runs `act` with the arguments when Pli is started while it runs, or given an address by another program. */
  readonly onStartedAgain: (act: (args: readonly string[]) => void) => void;
  /** Runs `act` when the page of the main window is loaded again because its process ended by itself. */
  readonly onPageRestarted: (act: () => void) => void;
  /** Runs `act` when the computer comes back from sleep: sessions are looked at by the clock, not by timers. */
  readonly onWake: (act: () => void) => void;
  /** Before the application ends, runs `task` once, for a few seconds at most, then `after`, which is short. */
  readonly onQuit: (task: () => Promise<void>, after: () => Promise<void>) => void;
  /** Ends the application, and runs `act` once its services are closed. */
  readonly endWith: (act: () => void) => void;
};

const QUIT_LIMIT_MS = 6000;

/** Locks both sessions, serves the pages, and stands ready to open windows; `entryFolder` holds main's own entry. */
export function openShell(entryFolder: string): Shell {
  const startProcess = createStarter(entryFolder);
  const paths = buildPaths(entryFolder);
  const ses = session.fromPartition("pli");
  lockDefaultSession();
  lockSession(ses);
  serveApp(ses, paths.pages);
  let restarted = (): void => undefined;
  const windows = createWindows(ses, paths.preload, (kind) => kind === "main" && restarted());
  let last = (): void => undefined;
  let startedAgain: (args: readonly string[]) => void = () => undefined;
  app.on("second-instance", (_event, args) => {
    windows.open("main").focus();
    startedAgain(args);
  });
  // macOS gives an address as an event rather than as an argument.
  app.on("open-url", (event, url) => {
    event.preventDefault();
    startedAgain([url]);
  });
  app.on("activate", () => windows.open("main"));
  return {
    windows,
    start: startProcess,
    show: (ready) => {
      const window = windows.open("main", ready);
      const picture = process.env["PLI_SCREENSHOT"];
      // Not in an installed copy: a picture of the window holds what it shows.
      if (picture !== undefined && !app.isPackaged) pictureFirstWindow(window, picture);
      window.on("closed", () => app.quit());
    },
    onStartedAgain: (act) => {
      startedAgain = act;
    },
    onPageRestarted: (act) => {
      restarted = act;
    },
    onWake: (act) => void powerMonitor.on("resume", act),
    onQuit: (task, after) => quitAfter(task, () => after().then(last, last)),
    endWith: (act) => {
      last = act;
      app.quit();
    },
  };
}

/** The application waits for its services to close, but not for ever. */
function quitAfter(task: () => Promise<void>, last: () => Promise<void>): void {
  let state: "running" | "closing" | "closed" = "running";
  app.on("window-all-closed", () => app.quit());
  app.on("will-quit", (event) => {
    if (state === "closed") return;
    event.preventDefault();
    if (state === "closing") return;
    state = "closing";
    const limit = new Promise<void>((resolve) => setTimeout(resolve, QUIT_LIMIT_MS));
    void Promise.race([task().catch(() => undefined), limit])
      .then(last)
      .finally(() => {
        state = "closed";
        app.exit(0);
      });
  });
}

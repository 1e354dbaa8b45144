import { app } from "electron";
import { registerRouter } from "./ipc/register";
import { declareScheme } from "./shell/app-protocol";
import { lockNames } from "./shell/network-lock";
import { openShell } from "./shell/shell";
import { endTrial, isTrial, limitTrial } from "./shell/trial";

// Nothing that Pli writes is for another account of this computer.
process.umask(0o077);
declareScheme();
lockNames();
const alone = app.requestSingleInstanceLock();
if (alone) void app.whenReady().then(start);
else app.quit();

/** The page loads while the application is read and the store opens: what it asks meanwhile is answered once that is settled, whichever way. */
async function start(): Promise<void> {
  if (isTrial()) limitTrial();
  const shell = openShell(import.meta.dirname);
  let settle = (): void => undefined;
  const settled = new Promise<void>((resolve) => (settle = resolve));
  shell.show(isTrial() ? new Promise(() => undefined) : settled);
  const opening = import("./application").then(({ openApplication }) => openApplication(shell));
  let restarted = false;
  let hear = (): void => undefined;
  const asked = new Promise<void>((resolve) => (hear = resolve));
  shell.onPageRestarted(() => (restarted = true));
  registerRouter(async (caller, name, input) => {
    // A page that asks is one that listens; what is answered only now was asked by the one that ended.
    const isFirst = restarted && caller.window === "main";
    if (isFirst) restarted = false;
    const { route, emit } = await opening;
    await settled;
    const answer = await route(caller, name, input);
    if (caller.window === "main") hear();
    if (isFirst) emit({ kind: "notice", code: "window-restarted" });
    return answer;
  }, shell.windows.kindOf);
  const startedWith = async (args: readonly string[]): Promise<void> => {
    const application = await opening;
    await settled;
    await application.startedWith(args).catch((error: unknown) => application.report(error, "started with"));
  };
  shell.onStartedAgain((args) => void startedWith(args));
  shell.onWake(() => void opening.then(({ wake }) => wake()));
  shell.onQuit(
    async () => {
      const { stop } = await opening;
      await settled;
      await stop();
    },
    async () => (await opening).putInPlace(),
  );
  shell.windows.get("main")?.webContents.once("did-finish-load", () => void startedWith(process.argv.slice(1)));
  const { start: open, storeOpen } = await opening;
  await open(isTrial() || process.argv.includes("--demo"), settle).finally(settle);
  if (isTrial()) await endTrial(asked, storeOpen);
}

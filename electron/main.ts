import { randomBytes } from "node:crypto";
import { app } from "electron";
import { catalogue } from "#shared/text/index";
import { createApplication } from "./compose";
import { broadcast, registerRouter } from "./ipc/register";
import { createRouter } from "./ipc/router";
import { declareScheme } from "./shell/app-protocol";
import { openContextMenus } from "./shell/context-menu";
import { lockNames } from "./shell/network-lock";
import { createPlatform } from "./shell/platform";
import { openShell } from "./shell/shell";

// Nothing that Pli writes is for another account of this computer.
process.umask(0o077);
declareScheme();
lockNames();
const alone = app.requestSingleInstanceLock();
if (alone) void app.whenReady().then(start);
else app.quit();

async function start(): Promise<void> {
  const shell = openShell(import.meta.dirname);
  const platform = await createPlatform(shell, (event) => broadcast(event, shell.windows.kindOf));
  const application = await createApplication(platform);
  const route = createRouter({
    handlers: application.handlers,
    storeOpen: application.storeOpen,
    signedIn: application.signedIn,
    newId: () => randomBytes(4).toString("hex"),
    report: application.report,
  });
  openContextMenus({
    spelling: application.spelling,
    report: application.report,
    isOurs: (contents) => shell.windows.kindOf(contents.id) !== null,
    words: () => catalogue(application.language()),
  });
  // The page loads while the store opens: what it asks meanwhile is answered once that is settled, whichever way.
  let settle = (): void => undefined;
  const settled = new Promise<void>((resolve) => (settle = resolve));
  let restarted = false;
  shell.onPageRestarted(() => (restarted = true));
  registerRouter(async (caller, name, input) => {
    await settled;
    const answer = await route(caller, name, input);
    // A page that asks is one that listens.
    if (restarted && caller.window === "main") platform.emit({ kind: "notice", code: "window-restarted" });
    if (caller.window === "main") restarted = false;
    return answer;
  }, shell.windows.kindOf);
  const startedWith = async (args: readonly string[]): Promise<void> => {
    await settled;
    await application.startedWith(args).catch((error: unknown) => application.report(error, "started with"));
  };
  shell.onStartedAgain((args) => void startedWith(args));
  shell.onWake(application.wake);
  shell.onQuit(() => settled.then(application.stop));
  const show = (): void => {
    shell.show(settled);
    shell.windows.get("main")?.webContents.once("did-finish-load", () => void startedWith(process.argv.slice(1)));
  };
  await application.start(process.argv.includes("--demo"), show).finally(settle);
}

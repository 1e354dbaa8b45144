import { randomBytes } from "node:crypto";
import { catalogue } from "#shared/text/index";
import { createApplication } from "./compose";
import { broadcast } from "./ipc/register";
import { createRouter } from "./ipc/router";
import { openContextMenus } from "./shell/context-menu";
import { createPlatform } from "./shell/platform";
import type { Shell } from "./shell/shell";

/** The application behind the windows, not yet started: `start` opens the demonstration or what was open last, and calls `known` once pages may ask. */
export type Running = Awaited<ReturnType<typeof createApplication>> & {
  readonly route: ReturnType<typeof createRouter>;
  readonly emit: Awaited<ReturnType<typeof createPlatform>>["emit"];
};

/** Builds the application over the shell. Most of what main runs is read here, while the first page comes up in its own process. */
export async function openApplication(shell: Shell): Promise<Running> {
  const platform = await createPlatform(shell, (event) => broadcast(event, shell.windows.kindOf));
  const application = await createApplication(platform);
  const route = createRouter({
    handlers: application.handlers,
    storeOpen: application.storeOpen,
    storeAway: application.storeAway,
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
  return { ...application, route, emit: platform.emit };
}

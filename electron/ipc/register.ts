import { ipcMain, webContents, type IpcMainInvokeEvent } from "electron";
import type { AppEvent } from "#shared/contract/events";
import type { WindowKind } from "#shared/contract/method";
import type { Result } from "#shared/domain/failure";
import type { Caller } from "./router";

const CALL = "pli:call";
const EVENT = "pli:event";

/** Opens the one door of the pages: the caller is read from the sender, never from the message. */
export function registerRouter(
  route: (caller: Caller, name: unknown, input: unknown) => Promise<Result<unknown>>,
  kindOf: (webContentsId: number) => WindowKind | null,
): void {
  ipcMain.handle(CALL, (event: IpcMainInvokeEvent, name: unknown, input: unknown) => {
    const frame = event.senderFrame;
    const window = kindOf(event.sender.id);
    const mainFrame = window !== null && frame !== null && frame === event.sender.mainFrame;
    return route({ window: window ?? "main", mainFrame, url: frame?.url ?? "" }, name, input);
  });
}

/** Tells every page of ours that something changed. */
export function broadcast(event: AppEvent, kindOf: (webContentsId: number) => WindowKind | null): void {
  for (const contents of webContents.getAllWebContents()) {
    if (kindOf(contents.id) !== null && !contents.isDestroyed()) contents.send(EVENT, event);
  }
}

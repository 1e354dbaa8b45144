import { app, BrowserWindow } from "electron";

/** The other side of what is measured in Electron: the same runtime with one empty window of the same size. */
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, useContentSize: true, show: false });
  window.once("ready-to-show", () => window.show());
  return window.loadURL("data:text/html,<!doctype html><title>blank</title>");
});

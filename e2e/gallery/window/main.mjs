import { app, BrowserWindow } from "electron";

/** One empty window, for whoever drives it. */
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, useContentSize: true });
  return window.loadURL("about:blank");
});

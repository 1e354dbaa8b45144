import { app, Menu, Notification, Tray } from "electron";
import type { Desk, DeskSettings, DeskWords } from "../compose/ports";
import { startAtLogin } from "./autostart";
import { markIcon } from "./icon";
import type { Windows } from "./windows";

/** What surrounds the window on the desk: notices, tray, number, start at login, letters from other programs, screen capture. */
export function createDesk(windows: Windows, show: () => void): Desk {
  let tray: Tray | null = null;
  return {
    isLookedAt: () => windows.all().some((window) => window.isFocused()),
    notify: ({ title, body, onOpen }) => {
      if (!Notification.isSupported()) return;
      const notice = new Notification({ title, body, icon: markIcon(), silent: false });
      notice.on("click", () => {
        show();
        onOpen();
      });
      notice.show();
    },
    count: (count, words) => {
      app.setBadgeCount(count);
      tray ??= openTray();
      tray.setToolTip(words.tooltip);
      tray.setContextMenu(trayMenu(words, show));
    },
    apply: (settings) => applySettings(settings, windows),
    show,
  };
}

function openTray(): Tray {
  const tray = new Tray(markIcon().resize({ width: 22, height: 22, quality: "best" }));
  return tray;
}

const trayMenu = (words: DeskWords, show: () => void): Menu =>
  Menu.buildFromTemplate([
    { label: words.tooltip, enabled: false },
    { type: "separator" },
    { label: words.open, click: show },
    { label: words.quit, click: () => app.quit() },
  ]);

async function applySettings(settings: DeskSettings, windows: Windows): Promise<void> {
  windows.hideFromCapture(settings.hideFromCapture);
  // Only an installed Pli may ask to be started or to be given addresses: a development build would register itself.
  if (!app.isPackaged) return;
  if (settings.mailto) app.setAsDefaultProtocolClient("mailto");
  else if (app.isDefaultProtocolClient("mailto")) app.removeAsDefaultProtocolClient("mailto");
  if (process.platform === "linux") await startAtLogin(settings.startAtLogin, app.getPath("home"), process.execPath);
  else app.setLoginItemSettings({ openAtLogin: settings.startAtLogin });
}

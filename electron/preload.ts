import { contextBridge, ipcRenderer, webFrame } from "electron";

/** The whole of what a page may reach: one call, one subscription. Neither the event object nor ipcRenderer leaves this file. */
contextBridge.exposeInMainWorld("pli", {
  call: (name: unknown, input: unknown): Promise<unknown> => ipcRenderer.invoke("pli:call", name, input),
  subscribe: (listener: (event: unknown) => void): (() => void) => {
    const receive = (_event: unknown, payload: unknown): void => listener(payload);
    ipcRenderer.on("pli:event", receive);
    return () => void ipcRenderer.off("pli:event", receive);
  },
  window:
    ["composer", "conversation", "phone", "panel"].find((kind) => process.argv.includes(`--pli-window=${kind}`)) ??
    "main",
  about: process.argv.find((one) => one.startsWith("--pli-about="))?.slice("--pli-about=".length) ?? "",
});

/** Before 34, some releases of Electron look for ever at a text that begins by no letter, and the window with them (electron/electron#45001). */
const ENGINE_THAT_ENDS = 34;

/** Words are checked by main, where the dictionaries are (`electron/spelling`); Chromium's own checker would fetch its own. */
if (Number.parseInt(process.versions.electron, 10) >= ENGINE_THAT_ENDS) {
  webFrame.setSpellCheckProvider("fr", {
    spellCheck: (words, callback) => {
      // Beyond this a text is not being typed.
      if (words.length > 5000) return callback([]);
      ipcRenderer.invoke("pli:call", "spelling.check", { words }).then(
        (answer: { readonly ok: boolean; readonly value?: { readonly wrong: string[] } }) =>
          callback(answer.ok ? (answer.value?.wrong ?? []) : []),
        () => callback([]),
      );
    },
  });
}

import { contextBridge, ipcRenderer } from "electron";

/** The whole of what a page may reach: one call, one subscription. Neither the event object nor ipcRenderer leaves this file. */
contextBridge.exposeInMainWorld("pli", {
  call: (name: unknown, input: unknown): Promise<unknown> => ipcRenderer.invoke("pli:call", name, input),
  subscribe: (listener: (event: unknown) => void): (() => void) => {
    const receive = (_event: unknown, payload: unknown): void => listener(payload);
    ipcRenderer.on("pli:event", receive);
    return () => void ipcRenderer.off("pli:event", receive);
  },
  window: ["phone", "panel"].find((kind) => process.argv.includes(`--pli-window=${kind}`)) ?? "main",
});

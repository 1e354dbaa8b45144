/** Runs a built process of the application in a forked Node: its way to main is the IPC channel. Used by `e2e/bench`. */
const [, , entry = ""] = process.argv;
Object.assign(process, {
  parentPort: {
    postMessage: (/** @type {object} */ message) => void process.send?.(message),
    on: (/** @type {"message"} */ _event, /** @type {(event: { data: unknown }) => void} */ listener) =>
      void process.on("message", (data) => listener({ data })),
  },
});
process.on("disconnect", () => process.exit(0));
await import(entry);

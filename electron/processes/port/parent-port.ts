import type { Port } from "#shared/contract/link";

/** The way to main from a utility process; its type comes from Electron, whose module these processes do not import. */
type ParentPort = {
  readonly postMessage: (message: unknown) => void;
  readonly on: (event: "message", listener: (event: { readonly data: unknown }) => void) => void;
};

/** The port of this process to main; the process ends with main, so it is never closed from here. */
export function parentPort(): Port {
  const { parentPort: port } = process as unknown as { readonly parentPort?: ParentPort };
  // Files of a process of ours are for this account alone.
  process.umask(0o077);
  if (port === undefined) throw new Error("not a utility process");
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.on("message", (event) => listener(event.data)),
    onClose: () => undefined,
  };
}

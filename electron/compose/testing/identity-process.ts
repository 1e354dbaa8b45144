import { MessageChannel, type MessagePort } from "node:worker_threads";
import type { Port } from "#shared/contract/link";
import { serveIdentity } from "../../trust/serve-identity";
import type { Process } from "../ports";

/** The process of an imported certificate, in this one. */
export function startIdentityHere(): Process {
  const { port1, port2 } = new MessageChannel();
  serveIdentity(asPort(port1));
  return { ...asPort(port2), kill: () => port2.close(), memory: async () => undefined };
}

const asPort = (port: MessagePort): Port => ({
  post: (message) => port.postMessage(message),
  onMessage: (listener) => void port.on("message", listener),
  onClose: (listener) => void port.once("close", listener),
});

import { serveIdentity } from "../serve-identity";

/** The process of an imported certificate, as a plain Node. */
serveIdentity({
  post: (message) => void process.send?.(message),
  onMessage: (listener) => void process.on("message", listener),
  onClose: (listener) => void process.on("disconnect", listener),
});
process.on("disconnect", () => process.exit(0));

import type { Writable } from "node:stream";

/** Files as they are: in Electron, Node's own `fs` takes `app.asar` for a folder. */
export type Disk = {
  readonly makeFolder: (path: string) => Promise<void>;
  /** A new file; it must not exist. Ends once its bytes are on the disk: a power cut after the exchange finds them. */
  readonly write: (path: string, mode: number) => Writable;
  readonly remove: (path: string) => Promise<void>;
  readonly exists: (path: string) => Promise<boolean>;
  /** At once, without waiting: two in a row leave the least time between them. */
  readonly rename: (from: string, to: string) => void;
};

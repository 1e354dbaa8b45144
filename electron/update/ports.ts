import type { HttpsRequest } from "#shared/domain/https-exchange";
import type { UpdateFailure } from "#shared/domain/update";
import type { RunningCopy } from "./judge";
import type { UpdateSource } from "./source";

/** A step of an update, for the journal: what was done about which version, and how it ended. */
export type UpdateTrace = {
  readonly act: "look" | "download";
  readonly version: string;
  readonly answer: UpdateFailure | "current" | "offered" | "verified";
};

/** What the search for updates needs of the application. */
export type UpdatePorts = {
  readonly source: UpdateSource | null;
  readonly running: RunningCopy;
  /** A folder of its own, in the folder of the profiles. */
  readonly folder: string;
  /** The way to the publisher, under the authorities of the source and through the proxy. */
  readonly request: HttpsRequest;
  readonly clock: () => Date;
  /** Calls once after so many milliseconds, unless what it gives is called first. */
  readonly after: (ms: number, act: () => void) => () => void;
  /** Between 0 and 1: so that not all copies ask at the same moment. */
  readonly chance: () => number;
  /** Bytes free where a folder is. */
  readonly room: (folder: string) => Promise<number>;
  /** Whether it may look by itself now; a demonstration never leaves this computer. */
  readonly mayLook: () => boolean;
  readonly changed: () => void;
  readonly trace: (step: UpdateTrace) => Promise<void>;
  /** An update has just become ready. */
  readonly readied: () => void;
  readonly report: (error: unknown) => void;
};

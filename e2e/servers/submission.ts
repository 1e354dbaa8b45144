import type { Pausable } from "./pausable";

/** A running submission server, whichever program it is; what it had accepted is kept while it is paused. */
export type Submission = Pausable & {
  readonly kind: "postfix" | "relay";
  readonly port: number;
  log(): string;
};

/** What both submission servers are told. */
export type SubmissionOptions = {
  /** Domains delivered here; anything else is refused. */
  readonly domains: readonly string[];
  /** Regular expressions of whole addresses that exist. */
  readonly recipients: readonly string[];
  /** Largest message, in bytes; 0 for the program's own. */
  readonly maxBytes?: number;
};

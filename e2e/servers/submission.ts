/** A running submission server, whichever program it is. */
export type Submission = {
  readonly kind: "postfix" | "relay";
  readonly port: number;
  log(): string;
  /** Its port refuses until `resume`; what it had accepted is kept. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
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

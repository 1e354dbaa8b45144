/** A failure as it crosses a process boundary: a stable code that the catalogue words, whether trying again helps, and an id to quote. */
export type Failure = { readonly code: string; readonly retry: boolean; readonly id: string; readonly about?: string };

/** The answer of every contract method. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };

/** An expected failure thrown inside a process; the router turns it into a `Failure`, never showing `message` to a person. */
export class PliError extends Error {
  readonly code: string;
  readonly retry: boolean;
  readonly about: string | undefined;
  constructor(
    code: string,
    options: { readonly retry?: boolean; readonly about?: string; readonly cause?: unknown } = {},
  ) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "PliError";
    this.code = code;
    this.retry = options.retry ?? false;
    this.about = options.about;
  }
}

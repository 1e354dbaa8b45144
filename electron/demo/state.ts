import { deserialize, serialize } from "node:v8";
import type { MailSnapshot } from "./imap/store/mail-store";
import type { StateFile } from "./ports";

/** Everything the operator remembers between two starts. */
export type OperatorState = {
  readonly version: 1;
  readonly pki: string;
  readonly signingKeyPem: string;
  readonly mail: MailSnapshot;
  /** Exchanges with patients that were ended by FIN. */
  readonly ended: readonly string[];
  /** The scripted arrival of the first sign-in has happened. */
  readonly welcomed: boolean;
};

/** The state of the file; null at the first start, and for anything that is not a whole state of this version. */
export async function readState(file: StateFile): Promise<OperatorState | null> {
  const bytes = await file.read();
  if (bytes === null || bytes.length === 0) return null;
  try {
    const state: unknown = deserialize(bytes);
    return isState(state) ? state : null;
  } catch {
    return null;
  }
}

/** More than arrives between two writings of the state. */
const AHEAD = 1000;

/** The mail of a state read again: what was given out after it was written, by a process that was ended, is not given out a second time (RFC 3501 §2.3.1.1). */
export const withUidsAhead = (mail: MailSnapshot): MailSnapshot => ({
  ...mail,
  accounts: mail.accounts.map((account) => ({
    ...account,
    mailboxes: account.mailboxes.map((box) => ({
      ...box,
      uidNext: box.uidNext + AHEAD,
      highestModseq: box.highestModseq + AHEAD,
    })),
  })),
});

/** Keeps the state: soon after a change, never more often than `every` milliseconds, and at once when asked. */
export type StateKeeper = { changed(): void; flush(): Promise<void>; stop(): void };

/** Builds a keeper; writes follow each other, a failed one is tried again with the next change. */
export function createStateKeeper(options: {
  readonly file: StateFile;
  readonly state: () => OperatorState;
  readonly every: number;
  readonly onFailure: (error: unknown) => void;
}): StateKeeper {
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  const write = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(() => options.file.write(serialize(options.state()))).catch(options.onFailure);
    return writing;
  };
  return {
    changed: () => void (timer ??= setTimeout(() => void write(), options.every)),
    flush: write,
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

function isState(state: unknown): state is OperatorState {
  return (
    typeof state === "object" &&
    state !== null &&
    "version" in state &&
    state.version === 1 &&
    "mail" in state &&
    "pki" in state &&
    typeof state.pki === "string"
  );
}

import { PliError } from "#shared/domain/failure";
import { type ParserAnswer, type ParserArgs, type ParserMethod, readResponse } from "./parser-protocol";
import { systemTimers, type Timers } from "./timers";
import { watchMemory } from "./watch-memory";

/** A parser process as its owner holds it. `memory` is its resident size in bytes, undefined where that cannot be told. */
export type ParserChild = {
  readonly post: (message: unknown) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  readonly onExit: (listener: () => void) => void;
  readonly kill: () => void;
  readonly memory: () => Promise<number | undefined>;
};

/** What one call may take: `timeMs` plus `timePerMbMs` for each megabyte handed over; `startMs` for the process to be ready. */
export type ParserBudgets = {
  readonly timeMs: number;
  readonly timePerMbMs: number;
  readonly startMs: number;
  readonly memoryBytes: number;
};

export type ParserHostOptions = {
  readonly spawn: () => ParserChild;
  readonly timers?: Timers;
  readonly budgets?: Partial<ParserBudgets>;
  /** The process ends when nothing was asked for so long. */
  readonly idleMs?: number;
  /** Calls that may wait; one more fails with `parser-busy`. */
  readonly queueLimit?: number;
};

/** The owner's side of the parser process. `call` fails with `parser-timeout`, `parser-memory`, `parser-crashed`, `parser-busy`, or the parser's own code. */
export type ParserHost = {
  readonly call: <Method extends ParserMethod>(
    method: Method,
    args: ParserArgs<Method>,
  ) => Promise<ParserAnswer<Method>>;
  /** Ends the process; what was asked and what is asked later fails with `parser-closed`. */
  readonly close: () => void;
};

const BUDGETS: ParserBudgets = { timeMs: 2_000, timePerMbMs: 250, startMs: 15_000, memoryBytes: 400 * 1024 * 1024 };

/**
 * Runs one call at a time in a process that starts on first need. A call over its time or its memory, or one whose process dies, fails
 * alone: the process is ended, and the next call gets a new one.
 */
export function createParserHost(options: ParserHostOptions): ParserHost {
  const host = new Host(options);
  return {
    // The protocol is ours on both sides: the answer to a method is the one that `ParserService` says.
    call: (method, args) => host.call(method, args) as Promise<ParserAnswer<typeof method>>,
    close: () => host.close(),
  };
}

type Job = {
  readonly method: ParserMethod;
  readonly args: object;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: PliError) => void;
};
type Running = { readonly job: Job; readonly id: number; cancelTime: () => void; readonly unwatch: () => void };
type Started = { readonly process: ParserChild; ready: boolean };

class Host {
  readonly #options: ParserHostOptions;
  readonly #timers: Timers;
  readonly #budgets: ParserBudgets;
  readonly #queue: Job[] = [];
  #child: Started | null = null;
  #running: Running | null = null;
  #lastId = 0;
  #closed = false;
  #cancelIdle = (): void => {};

  constructor(options: ParserHostOptions) {
    this.#options = options;
    this.#timers = options.timers ?? systemTimers;
    this.#budgets = { ...BUDGETS, ...options.budgets };
  }

  call(method: ParserMethod, args: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new PliError("parser-closed"));
      if (this.#queue.length >= (this.#options.queueLimit ?? 100))
        return reject(new PliError("parser-busy", { retry: true }));
      this.#queue.push({ method, args, resolve, reject });
      this.#next();
    });
  }

  close(): void {
    this.#closed = true;
    this.#cancelIdle();
    const waiting = this.#queue.splice(0);
    this.#fail("parser-closed");
    for (const job of waiting) job.reject(new PliError("parser-closed"));
  }

  #next(): void {
    this.#cancelIdle();
    if (this.#running || this.#closed) return;
    const job = this.#queue.shift();
    if (job) this.#run(job);
    else if (this.#child) this.#cancelIdle = this.#timers.after(this.#options.idleMs ?? 20_000, () => this.#endChild());
  }

  #run(job: Job): void {
    const child = this.#child ?? this.#start();
    const id = ++this.#lastId;
    const unwatch = watchMemory(child.process, this.#budgets.memoryBytes, this.#timers, () =>
      this.#fail("parser-memory"),
    );
    this.#running = { job, id, cancelTime: () => {}, unwatch };
    if (child.ready) this.#beginTime();
    else this.#running.cancelTime = this.#timers.after(this.#budgets.startMs, () => this.#fail("parser-crashed"));
    child.process.post({ id, method: job.method, args: withExactBytes(job.args) });
  }

  /** The time of a call runs from the moment that the process is there to work on it. */
  #beginTime(): void {
    const running = this.#running;
    if (!running) return;
    running.cancelTime();
    running.cancelTime = this.#timers.after(timeFor(running.job, this.#budgets), () => this.#fail("parser-timeout"));
  }

  #start(): Started {
    const started: Started = { process: this.#options.spawn(), ready: false };
    this.#child = started;
    started.process.onExit(() => {
      if (this.#child !== started) return;
      this.#child = null;
      this.#fail("parser-crashed");
    });
    // A process that was given up may still post: only the one held now is heard.
    started.process.onMessage((message) => {
      if (this.#child === started) this.#hear(started, message);
    });
    return started;
  }

  #hear(started: Started, message: unknown): void {
    const response = readResponse(message);
    if (response?.id === 0) {
      started.ready = true;
      this.#beginTime();
      return;
    }
    if (!response || response.id !== this.#running?.id) return;
    const { job } = this.#settle(this.#running);
    if (response.ok) job.resolve(response.value);
    else job.reject(new PliError(response.code));
    this.#next();
  }

  #fail(code: string): void {
    this.#endChild();
    if (this.#running) this.#settle(this.#running).job.reject(new PliError(code, { retry: code === "parser-crashed" }));
    this.#next();
  }

  #settle(running: Running): Running {
    running.cancelTime();
    running.unwatch();
    this.#running = null;
    return running;
  }

  #endChild(): void {
    const child = this.#child;
    this.#child = null;
    child?.process.kill();
  }
}

function timeFor(job: Job, { timeMs, timePerMbMs }: ParserBudgets): number {
  const sizes = Object.values(job.args).map((value: unknown) => (value instanceof Uint8Array ? value.length : 0));
  return timeMs + (timePerMbMs * sizes.reduce((sum, size) => sum + size, 0)) / (1024 * 1024);
}

/** Bytes that are a view of something larger are copied: posting a view would carry all that it looks at to the other process. */
function withExactBytes(args: object): object {
  const exact = (value: unknown): unknown =>
    value instanceof Uint8Array && value.byteLength < value.buffer.byteLength ? Uint8Array.from(value) : value;
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, exact(value)]));
}

import { PliError } from "#shared/domain/failure";

/** One end of a message channel between two processes of ours. */
export type Port = {
  readonly post: (message: unknown) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  /** Called once when the other side is gone. */
  readonly onClose: (listener: () => void) => void;
};

/** Functions offered across a link: plain arguments, plain answers. */
export type Functions = { readonly [name: string]: (...args: never[]) => unknown };

/** The same functions as the other side sees them. */
export type Remote<Offered extends Functions> = {
  readonly [Name in keyof Offered]: (...args: Parameters<Offered[Name]>) => Promise<Awaited<ReturnType<Offered[Name]>>>;
};

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };
type Wire =
  | { readonly call: number; readonly name: string; readonly args: readonly unknown[] }
  | { readonly answer: number; readonly value: unknown }
  | { readonly answer: number; readonly code: string; readonly retry: boolean; readonly about?: string };

/**
 * Joins two processes: serves `offered` to the other side and gives a typed proxy of what it serves.
 * Failures cross as codes (`PliError`), anything else as `unexpected`; when the other side goes, every pending call fails with `goneCode`.
 */
export function link<Theirs extends Functions>(
  port: Port,
  offered: Functions,
  goneCode: string,
  onUnexpected: (error: unknown) => void = () => {},
): Remote<Theirs> {
  const waiting = new Map<number, Waiting>();
  let next = 1;
  let gone = false;
  port.onMessage((message) => {
    const wire = asWire(message);
    if (wire === null) return;
    if ("call" in wire) void serve(port, offered, wire, onUnexpected);
    else settle(waiting, wire);
  });
  port.onClose(() => {
    gone = true;
    for (const { reject } of waiting.values()) reject(new PliError(goneCode, { retry: true }));
    waiting.clear();
  });
  const call = (name: string, args: readonly unknown[]) =>
    new Promise((resolve, reject) => {
      if (gone) return reject(new PliError(goneCode, { retry: true }));
      const number = next++;
      waiting.set(number, { resolve, reject });
      port.post({ call: number, name, args } satisfies Wire);
    });
  return new Proxy({} as Remote<Theirs>, {
    // "then" must stay absent, or awaiting the proxy itself would call across.
    get: (_target, name) =>
      typeof name === "string" && name !== "then" ? (...args: unknown[]) => call(name, args) : undefined,
  });
}

function settle(waiting: Map<number, Waiting>, wire: Exclude<Wire, { call: number }>): void {
  const pending = waiting.get(wire.answer);
  waiting.delete(wire.answer);
  if (pending === undefined) return;
  if ("code" in wire)
    pending.reject(
      new PliError(wire.code, { retry: wire.retry, ...(wire.about === undefined ? {} : { about: wire.about }) }),
    );
  else pending.resolve(wire.value);
}

async function serve(
  port: Port,
  offered: Functions,
  wire: Extract<Wire, { call: number }>,
  onUnexpected: (error: unknown) => void,
): Promise<void> {
  try {
    const known = Object.hasOwn(offered, wire.name) ? offered[wire.name] : undefined;
    if (known === undefined) throw new PliError("unknown-method");
    const value = await (known as (...args: readonly unknown[]) => unknown)(...wire.args);
    port.post({ answer: wire.call, value } satisfies Wire);
  } catch (error) {
    const { code, retry, about } = asCode(error, onUnexpected);
    port.post({ answer: wire.call, code, retry, ...(about === undefined ? {} : { about }) } satisfies Wire);
  }
}

/** Any error that names a stable `code` keeps it; the rest is reported once and told as `unexpected`. */
function asCode(
  error: unknown,
  onUnexpected: (error: unknown) => void,
): { code: string; retry: boolean; about: string | undefined } {
  if (error instanceof PliError) return error;
  const code =
    error instanceof Error &&
    "code" in error &&
    typeof error.code === "string" &&
    /^[a-z][a-z0-9-]{1,60}$/u.test(error.code)
      ? error.code
      : null;
  if (code !== null)
    return { code, retry: error instanceof Error && "retry" in error && error.retry === true, about: undefined };
  onUnexpected(error);
  return { code: "unexpected", retry: false, about: undefined };
}

function asWire(message: unknown): Wire | null {
  if (typeof message !== "object" || message === null) return null;
  if ("call" in message && typeof message.call === "number" && "name" in message && typeof message.name === "string")
    return message as Wire;
  return "answer" in message && typeof message.answer === "number" ? (message as Wire) : null;
}

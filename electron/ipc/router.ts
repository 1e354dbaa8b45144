import { contract, type Handlers, type MethodName } from "#shared/contract/index";
import type { MethodFlags, WindowKind } from "#shared/contract/method";
import { mayCall } from "#shared/contract/windows";
import { PliError, type Failure, type Result } from "#shared/domain/failure";

/** Who calls: decided by main from the sender, never by what the page says. */
export type Caller = { readonly window: WindowKind; readonly mainFrame: boolean; readonly url: string };

/** What the router asks of the rest. */
export type RouterPorts = {
  readonly handlers: Handlers;
  readonly storeOpen: () => boolean;
  /** It ended by itself and is being started again. */
  readonly storeAway: () => boolean;
  readonly signedIn: () => boolean;
  readonly newId: () => string;
  /** The unexpected, logged once; `about` names the method and the quoted id. */
  readonly report: (error: unknown, about: string) => void;
};

/** Every page is one of ours, at this origin. */
export const PAGE_ORIGIN = "app://ui/";
const CALLS_PER_SECOND = 400;

/**
 * Answers one call of a page: sender, schema, session rule, handler, failure, in that order.
 * Never throws; never lets an error's text, stack or path reach the page.
 */
export function createRouter(
  ports: RouterPorts,
): (caller: Caller, name: unknown, input: unknown) => Promise<Result<unknown>> {
  const allowed = createRateLimit(CALLS_PER_SECOND);
  return async (caller, name, input) => {
    try {
      if (!caller.mainFrame || !caller.url.startsWith(PAGE_ORIGIN)) throw new PliError("refused-sender");
      if (!allowed()) throw new PliError("too-many-calls", { retry: true });
      if (typeof name !== "string" || !Object.hasOwn(contract, name)) throw new PliError("unknown-method");
      const method = contract[name as MethodName];
      if (!mayCall(name, method.flags, caller.window)) throw new PliError("refused-sender");
      checkRules(method.flags, ports);
      const parsed = method.input.safeParse(input);
      if (!parsed.success) throw new PliError("invalid-input", { about: parsed.error.issues[0]?.path.join(".") ?? "" });
      const handler = ports.handlers[name as MethodName] as (input: unknown) => Promise<unknown>;
      const value = await handler(parsed.data);
      if (!method.output.safeParse(value).success) throw new PliError("invalid-output");
      return { ok: true, value };
    } catch (error) {
      return { ok: false, failure: asFailure(error, String(name), ports) };
    }
  };
}

function checkRules(flags: MethodFlags, ports: RouterPorts): void {
  if (flags.needsStore === true && !ports.storeOpen())
    throw ports.storeAway() ? new PliError("store-gone", { retry: true }) : new PliError("store-closed");
  if (flags.needsSession === true && !ports.signedIn()) throw new PliError("signed-out");
}

function asFailure(error: unknown, name: string, ports: RouterPorts): Failure {
  const id = ports.newId();
  if (error instanceof PliError)
    return { code: error.code, retry: error.retry, id, ...(error.about === undefined ? {} : { about: error.about }) };
  ports.report(error, `${name} ${id}`);
  return { code: "unexpected", retry: false, id };
}

/** A page that loops must not drown main: the window slides by whole seconds. */
function createRateLimit(perSecond: number): () => boolean {
  let second = 0;
  let count = 0;
  return () => {
    const now = Math.floor(performance.now() / 1000);
    if (now !== second) [second, count] = [now, 0];
    count += 1;
    return count <= perSecond;
  };
}

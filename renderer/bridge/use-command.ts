import { useCallback, useState } from "react";
import type { Input, MethodName, Output } from "#shared/contract/index";
import type { Failure, Result } from "#shared/domain/failure";
import { toasts } from "../ui/toast-queue";
import { call } from "./call";

/** How a command tells that it failed: a toast by default, or `inline` when the component shows `failure` beside the thing itself. */
export type CommandOptions = { readonly failures?: "toast" | "inline" };

/** A command bound to a component: `run` gives the `Result` and never throws; `pending` and `failure` are for the button and its sentence. */
export type Command<Name extends MethodName> = {
  readonly run: (input: Input<Name>) => Promise<Result<Output<Name>>>;
  readonly pending: boolean;
  readonly failure: Failure | null;
  readonly clear: () => void;
};

/** Calls a method that changes something. Queries are not touched here: main tells what changed. */
export function useCommand<Name extends MethodName>(name: Name, options: CommandOptions = {}): Command<Name> {
  const [pending, setPending] = useState(0);
  const [failure, setFailure] = useState<Failure | null>(null);
  const inline = options.failures === "inline";
  const run = useCallback(
    async (input: Input<Name>) => {
      setPending((count) => count + 1);
      setFailure(null);
      const result = await call(name, input);
      setPending((count) => count - 1);
      if (!result.ok) {
        setFailure(result.failure);
        if (!inline) toasts.failure(result.failure);
      }
      return result;
    },
    [name, inline],
  );
  const clear = useCallback(() => setFailure(null), []);
  return { run, pending: pending > 0, failure, clear };
}

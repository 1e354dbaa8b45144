import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { Input, MethodName, Output } from "#shared/contract/index";
import { ask, type CallFailed } from "./call";
import { keyOf } from "./query-keys";

/**
 * What may be said of a reading: not yet (`enabled`), whether the last answer stays shown while the next one comes, and, for what nobody tells
 * of, how often it is read again while the window is seen (milliseconds).
 */
export type ReadingOptions = { readonly enabled?: boolean; readonly keep?: boolean; readonly every?: number };

/** Reads a contract method for a component; read again when an event tells that its area changed. `error.failure` words what went wrong. */
export function useQueryOf<Name extends MethodName>(
  name: Name,
  input: Input<Name>,
  options: ReadingOptions = {},
): UseQueryResult<Output<Name>, CallFailed> {
  return useQuery<Output<Name>, CallFailed>({
    queryKey: keyOf(name, input),
    // A method without an answer gives null: a query may not hold undefined.
    queryFn: async () => (await ask(name, input)) ?? (null as Output<Name>),
    enabled: options.enabled ?? true,
    ...(options.every === undefined ? {} : { refetchInterval: options.every }),
    ...(options.keep === true ? { placeholderData: (last: Output<Name> | undefined) => last } : {}),
  } as Parameters<typeof useQuery<Output<Name>, CallFailed>>[0]);
}

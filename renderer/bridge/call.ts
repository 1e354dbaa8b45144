import type { Input, MethodName, Output } from "#shared/contract/index";
import type { Failure, Result } from "#shared/domain/failure";

/** A contract method answered with a failure; `failure.code` is worded by the catalogue. */
export class CallFailed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.name = "CallFailed";
    this.failure = failure;
  }
}

/** Calls a contract method and gives its `Result`; a broken channel is a failure like another (`unreachable`). */
export async function call<Name extends MethodName>(name: Name, input: Input<Name>): Promise<Result<Output<Name>>> {
  try {
    return await window.pli.call(name, input);
  } catch {
    return { ok: false, failure: { code: "unreachable", retry: true, id: "" } };
  }
}

/** Calls a contract method and gives its value; throws `CallFailed`. */
export async function ask<Name extends MethodName>(name: Name, input: Input<Name>): Promise<Output<Name>> {
  const result = await call(name, input);
  if (result.ok) return result.value;
  throw new CallFailed(result.failure);
}

/** The failure in whatever was thrown. */
export const failureOf = (error: unknown): Failure =>
  error instanceof CallFailed ? error.failure : { code: "unexpected", retry: false, id: "" };

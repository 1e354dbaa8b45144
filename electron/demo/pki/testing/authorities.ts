import { createPki, type Pki } from "../pki";

/** The authority of a test to which any is as good: one a process, for its keys take longer to make than most tests to run. */
export const testPki = once();

/** Another of the same names, that whoever trusts the first does not. */
export const strangerPki = once();

function once(): () => Promise<Pki> {
  let made: Promise<Pki> | undefined;
  return () => (made ??= createPki({ now: () => new Date() }));
}

import type { TraceLine } from "#shared/domain/trace-event";
import type { Practice } from "./practice";

/** The last lines of the journal, newest first. */
export async function journal({ call }: Pick<Practice, "call">, limit = 500): Promise<readonly TraceLine[]> {
  const everything = { search: "", from: null, to: null, kind: null, offset: 0, limit };
  return (await call("journal.list", everything)).lines;
}

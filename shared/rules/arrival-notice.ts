import type { CorrespondentKind } from "#shared/domain/message";
import type { Settings } from "#shared/domain/session";
import { singleLine, firstCharacters } from "./fold";

/** A message that has just come, as far as a notice may know it. */
export type Arrival = { readonly kind: CorrespondentKind; readonly name: string };

/** What a notice of the system says: a sentence of the catalogue with its values. */
export type ArrivalNotice = {
  readonly key: "one-patient" | "one-professional" | "one-other" | "one-named" | "several";
  readonly values: Readonly<Record<string, string>>;
};

const LONGEST_NAME = 60;

/** What may be said of what came, at the level of privacy chosen; null to say nothing. A patient is never named, whatever the level. */
export function arrivalNotice(arrivals: readonly Arrival[], level: Settings["notifications"]): ArrivalNotice | null {
  const [first] = arrivals;
  if (level === "none" || first === undefined) return null;
  if (arrivals.length > 1) return { key: "several", values: { count: String(arrivals.length) } };
  const name = firstCharacters(singleLine(first.name), LONGEST_NAME);
  if (level === "professional-name" && first.kind === "professional" && name !== "")
    return { key: "one-named", values: { name } };
  return { key: `one-${first.kind}`, values: {} };
}

import type { Recipient, Situation } from "#shared/domain/draft";
import { parseAddress } from "#shared/rules/address";
import { firstCharacters, singleLine } from "#shared/rules/fold";

/** One address as a source gives it; every text is one clean line. `rank` 1 is the preferred one; `scope` says what the address hangs on. */
export type Finding = {
  readonly address: string;
  readonly kind: Exclude<Recipient["kind"], "patient" | "team">;
  readonly name: string;
  readonly family: string;
  readonly given: string;
  readonly profession: string;
  readonly specialty: string;
  readonly idNat: string;
  readonly situations: readonly Situation[];
  readonly rank: number | null;
  readonly scope: "situation" | "person" | "structure";
  readonly source: "ldap" | "fhir" | "offline";
};

/** What one source answers. `ignored`: criteria it could not take, applied to what came back where the entries carry them. */
export type SourceAnswer = {
  readonly findings: readonly Finding[];
  readonly cut: "no" | "size" | "time";
  readonly ignored: readonly string[];
};

/** Entries shown at most, as the national directory gives (100). */
export const MOST_ENTRIES = 100;

/** Text of a directory as one safe line: no control, bidirectional or invisible character, at most `most` characters. */
export const cleanText = (value: unknown, most = 200): string => {
  if (typeof value !== "string") return "";
  if (value.length <= most && PLAIN.test(value)) return value;
  return firstCharacters(singleLine(value.slice(0, most * 4)), most);
};

/** Words of letters that are on every keyboard, one space between: most of what a directory holds, and nothing to clean. */
const PLAIN = /^(?:[!-~]+(?: [!-~]+)*)?$/u;

/** An address that may be written to, or undefined: what is shown must be where it goes. */
export function cleanAddress(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const parsed = parseAddress(value);
  return parsed.ok ? parsed.address : undefined;
}

/** The kind of a mailbox (TRE_R257-TypeBAL) from whatever a source writes. */
export function kindOf(value: unknown): Finding["kind"] {
  const code = cleanText(value, 10).toUpperCase();
  return code === "PER" || code === "ORG" || code === "APP" || code === "CAB" ? code : "unknown";
}

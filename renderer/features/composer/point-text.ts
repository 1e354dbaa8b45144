import type { CheckPoint } from "#shared/contract/writing";
import { formatMatricule } from "#shared/rules/ins";
import { fileSize } from "#shared/text/formats/index";
import type { Text } from "../../text";

/** A point of the check as a sentence. */
export function pointText(severity: "block" | "confirm" | "inform", point: CheckPoint, t: Text): string {
  const about = point.about ?? "";
  const said = point.code === "too-big" ? fileSize(Number(about), t.language) : formatMatricule(about);
  return t.ofCode("writing", `${severity}-${point.code}`, { about: said });
}

import type { CheckPoint } from "#shared/contract/writing";
import { formatMatricule } from "#shared/rules/ins";
import { fileSize, momentOf } from "#shared/text/formats/index";
import type { Text } from "../../text";

/** A point of the check as a sentence. */
export function pointText(
  severity: "block" | "confirm" | "inform",
  point: Pick<CheckPoint, "code" | "about">,
  t: Text,
): string {
  const about = point.about ?? "";
  return t.ofCode("writing", `${severity}-${point.code}`, { about: said(point.code, about, t) });
}

/** An address, a size, a moment or a matricule as people read it. */
function said(code: string, about: string, t: Text): string {
  if (code === "too-big") return fileSize(Number(about), t.language);
  if (code === "already-answered") return momentOf(about, new Date(), t.language);
  if (code === "taken-by-other") return about;
  return formatMatricule(about);
}

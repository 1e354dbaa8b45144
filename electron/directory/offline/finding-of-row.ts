import { cleanAddress, cleanText, type Finding, kindOf } from "../finding";
import { professionLabel } from "../vocabulary";
import { type Cells, cellOf } from "./extraction";

/** One row of the extraction as the other sources tell theirs; none when its address cannot be written to. */
export function findingOfRow(cells: Cells): readonly Finding[] {
  const address = cleanAddress(cellOf(cells, "address"));
  if (address === undefined) return [];
  const text = (column: Parameters<typeof cellOf>[1], most = 200): string => cleanText(cellOf(cells, column), most);
  const kind = kindOf(cellOf(cells, "kind"));
  const [family, given, service] = [text("family", 120), text("given", 120), text("service")];
  const structure = text("structure") || text("sign");
  const place = {
    structure,
    service,
    street: streetOf(cells),
    postalCode: text("postalCode", 10),
    city: cleanText(cellOf(cells, "route").replace(/^\s*\d+\s*/u, ""), 80),
  };
  const placed = Object.values(place).some((each) => each !== "");
  const ofService = kind === "ORG" || kind === "APP";
  const called = ofService ? [structure, service] : [[family, given].filter((each) => each !== "").join(" ")];
  return [
    {
      address,
      kind,
      name: called.filter((each) => each !== "").join(" — ") || structure || address,
      family: ofService ? "" : family,
      given: ofService ? "" : given,
      profession: text("profession") || professionLabel(text("professionCode", 10)),
      specialty: text("specialty"),
      idNat: text("idNat", 40) || text("identifier", 40),
      situations: placed ? [place] : [],
      rank: null,
      scope: ofService ? "structure" : placed ? "situation" : "person",
      source: "offline",
    },
  ];
}

function streetOf(cells: Cells): string {
  const parts = (["streetNumber", "streetNumberExtra", "streetType", "street"] as const).map((column) =>
    cellOf(cells, column).trim(),
  );
  return cleanText(parts.filter((part) => part !== "").join(" "));
}

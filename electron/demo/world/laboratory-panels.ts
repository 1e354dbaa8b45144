import type { DocumentSection } from "../ports";
import type { SeededRandom } from "./seeded-random";

/** An analysis: its name, the range results are drawn from, its unit, its reference, its decimals. */
type Analysis = readonly [name: string, low: number, high: number, unit: string, reference: string, decimals: number];

type Panel = { readonly title: string; readonly analyses: readonly Analysis[] };

const PANELS: readonly Panel[] = [
  {
    title: "Hématologie : numération formule sanguine",
    analyses: [
      ["Hémoglobine", 10.8, 15.9, "g/dL", "12,0 – 16,0", 1],
      ["Hématocrite", 34, 48, "%", "37,0 – 47,0", 1],
      ["VGM", 78, 99, "fL", "80 – 100", 0],
      ["Leucocytes", 3.9, 12.4, "G/L", "4,0 – 10,0", 1],
      ["Polynucléaires neutrophiles", 1.8, 8.2, "G/L", "1,8 – 7,5", 1],
      ["Plaquettes", 148, 412, "G/L", "150 – 400", 0],
    ],
  },
  {
    title: "Biochimie : ionogramme et fonction rénale",
    analyses: [
      ["Sodium", 134, 146, "mmol/L", "136 – 145", 0],
      ["Potassium", 3.4, 5.6, "mmol/L", "3,5 – 5,1", 1],
      ["Créatinine", 52, 138, "µmol/L", "45 – 84", 0],
      ["DFG estimé (CKD-EPI)", 48, 108, "mL/min/1,73 m²", "> 60", 0],
      ["Urée", 2.6, 9.8, "mmol/L", "2,5 – 7,5", 1],
    ],
  },
  {
    title: "Biochimie : bilan lipidique",
    analyses: [
      ["Cholestérol total", 1.48, 2.72, "g/L", "< 2,00", 2],
      ["HDL-cholestérol", 0.36, 0.78, "g/L", "> 0,40", 2],
      ["LDL-cholestérol calculé", 0.72, 1.92, "g/L", "selon le risque", 2],
      ["Triglycérides", 0.62, 2.38, "g/L", "< 1,50", 2],
    ],
  },
  {
    title: "Biochimie : suivi du diabète",
    analyses: [
      ["Glucose à jeun", 0.82, 1.86, "g/L", "0,70 – 1,05", 2],
      ["Hémoglobine A1c", 5.4, 8.9, "%", "4,0 – 6,0", 1],
    ],
  },
  {
    title: "Hormonologie et inflammation",
    analyses: [
      ["TSH", 0.28, 6.4, "mUI/L", "0,40 – 4,00", 2],
      ["Protéine C réactive", 0.6, 48, "mg/L", "< 5,0", 1],
      ["Ferritine", 12, 312, "µg/L", "15 – 150", 0],
    ],
  },
];

/** Two or three panels with drawn results, each one table. */
export function laboratorySections(random: SeededRandom): readonly DocumentSection[] {
  const first = random.between(0, PANELS.length - 1);
  const chosen = Array.from(
    { length: random.between(2, 3) },
    (_, index) => PANELS[(first + index * 2) % PANELS.length],
  );
  return [...new Set(chosen)].flatMap((panel) => (panel === undefined ? [] : [section(panel, random)]));
}

function section({ title, analyses }: Panel, random: SeededRandom): DocumentSection {
  const rows = analyses.map(([name, low, high, unit, reference, decimals]) => {
    const value = low + random.next() * (high - low);
    return [name, value.toFixed(decimals).replace(".", ","), unit, reference];
  });
  return { title, blocks: [{ kind: "table", head: ["Analyse", "Résultat", "Unité", "Valeurs de référence"], rows }] };
}

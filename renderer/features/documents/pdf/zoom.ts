/** How large a page is drawn: as wide as its room, or a percentage of its own size. */
export type Zoom = "fit" | number;

const STEPS = [50, 75, 100, 125, 150, 200, 300, 400] as const;

/** The next step of zoom up (1) or down (-1), held at both ends; from `fit`, starts at 100. */
export function nextZoom(zoom: Zoom, direction: 1 | -1): Zoom {
  const from = zoom === "fit" ? 100 : zoom;
  const further = direction === 1 ? STEPS.find((step) => step > from) : STEPS.findLast((step) => step < from);
  return further ?? from;
}

/** Scale of a page whose natural width is `natural`, in a room of `width` CSS pixels (96 per inch, 72 points). */
export const scaleOf = (zoom: Zoom, natural: number, width: number): number =>
  zoom === "fit" ? Math.min(3, Math.max(0.2, width / natural)) : (zoom / 100) * (96 / 72);

/** The zoom that was kept as a number: 0 for `fit`; anything out of the steps is `fit` too. */
export const zoomKept = (kept: number): Zoom => STEPS.find((step) => step === kept) ?? "fit";

import fontUrl from "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url";

let bytes: Promise<ArrayBuffer> | null = null;

/** Gives the frame our typeface as bytes: its policy lets it ask for nothing, a font neither. Without them it stays in the system's. */
export async function writeInOurFont(inner: Document): Promise<void> {
  const Face = (inner.defaultView as (Window & Pick<typeof globalThis, "FontFace">) | null)?.FontFace;
  if (Face === undefined || [...inner.fonts].some(({ family }) => family === FAMILY)) return;
  bytes ??= fetch(fontUrl).then((answer) => answer.arrayBuffer());
  try {
    inner.fonts.add(await new Face(FAMILY, await bytes, { weight: "200 800" }).load());
  } catch {
    // What was not read is asked for again with the next message.
    bytes = null;
  }
}

/** As `frame.html` names it. */
const FAMILY = "Pli";

import { expect, test } from "vitest";
import { BundledFonts, BundledMaps } from "./bundled-data";

test.each(["nope.pfb", "../LICENSE_FOXIT", ""])("a font that is not shipped is refused: %s", async (filename) => {
  await expect(new BundledFonts().fetch({ filename })).rejects.toThrow("not shipped");
});

test.each(["nope", "../../package", ""])("a map that is not shipped is refused: %s", async (name) => {
  await expect(new BundledMaps().fetch({ name })).rejects.toThrow("not shipped");
});

test.each(["FoxitSerif.pfb", "FoxitSymbol.pfb", "LiberationSans-Regular.ttf"])("%s is shipped", async (filename) => {
  // Here no page serves it: it is found, then cannot be read.
  await expect(new BundledFonts().fetch({ filename })).rejects.not.toThrow("not shipped");
});

test("the maps of Adobe's collections are shipped", async () => {
  await expect(new BundledMaps().fetch({ name: "UniJIS-UCS2-H" })).rejects.not.toThrow("not shipped");
});

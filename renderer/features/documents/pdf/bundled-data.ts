/** Addresses, in our own origin, of what pdf.js needs to draw a PDF that does not carry its fonts or its character maps. */
const fonts = import.meta.glob<string>("../../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}", {
  query: "?url",
  import: "default",
  eager: true,
});
const maps = import.meta.glob<string>("../../../../node_modules/pdfjs-dist/cmaps/*.bcmap", {
  query: "?url",
  import: "default",
  eager: true,
});

/** Gives pdf.js the standard fonts by file name (`FoxitSerif.pfb`); rejects for a name that is not shipped. */
export class BundledFonts {
  readonly fetch = ({ filename }: { readonly filename: string }): Promise<Uint8Array> => read(fonts, filename);
}

/** Gives pdf.js the compressed character maps by name (`UniJIS-UCS2-H`); rejects for a name that is not shipped. */
export class BundledMaps {
  readonly fetch = async ({ name }: { readonly name: string }) => ({
    cMapData: await read(maps, `${name}.bcmap`),
    isCompressed: true,
  });
}

async function read(shipped: Readonly<Record<string, string>>, file: string): Promise<Uint8Array> {
  const address = Object.entries(shipped).find(([path]) => path.endsWith(`/${file}`))?.[1];
  if (address === undefined) throw new Error("not shipped");
  const answer = await fetch(address);
  if (!answer.ok) throw new Error("not readable");
  return new Uint8Array(await answer.arrayBuffer());
}

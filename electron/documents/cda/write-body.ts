import { encodeBase64 } from "./base64";
import type { CdaBlock, CdaBody, CdaSection } from "./cda-input";
import { xml, type XmlChild, type XmlPiece } from "./xml/write-xml";

const pdfName = "PDF1";

/** `component` with the whole body. */
export function bodyComponent(body: CdaBody): XmlPiece {
  if (body.kind === "pdf") {
    return xml(
      "component",
      {},
      xml(
        "nonXMLBody",
        {},
        xml("text", { mediaType: "application/pdf", representation: "B64" }, encodeBase64(body.bytes)),
      ),
    );
  }
  const pdf = body.pdf ? pdfSection(body.pdf) : undefined;
  return xml("component", {}, xml("structuredBody", {}, pdf, body.sections.map(section)));
}

function section(written: CdaSection): XmlPiece {
  const { code } = written;
  return xml(
    "component",
    {},
    xml(
      "section",
      {},
      code && xml("code", { code: code.code, displayName: code.label, codeSystem: code.system }),
      xml("title", {}, written.title),
      xml("text", {}, written.blocks.map(block)),
      (written.sections ?? []).map(section),
    ),
  );
}

// Lists, rows and bodies of tables hold one thing at least (NarrativeBlock): an empty one is left out, a table of its head alone has it as body.
function block(written: CdaBlock): XmlChild {
  switch (written.kind) {
    case "paragraph":
      return xml("paragraph", {}, written.bold ? xml("content", { styleCode: "Bold" }, written.text) : written.text);
    case "list":
      if (written.items.length === 0) return undefined;
      return xml(
        "list",
        { listType: written.ordered ? "ordered" : "unordered" },
        written.items.map((item) => xml("item", {}, item)),
      );
    case "table":
      return table(written);
    default:
      return written satisfies never;
  }
}

function table({ caption, head, rows }: Extract<CdaBlock, { kind: "table" }>): XmlChild {
  const titles = head.length > 0 ? xml("tr", {}, cells("th", head)) : undefined;
  const lines = rows.filter((row) => row.length > 0).map((row) => xml("tr", {}, cells("td", row)));
  if (titles === undefined && lines.length === 0) return undefined;
  return xml(
    "table",
    {},
    caption ? xml("caption", {}, caption) : undefined,
    titles && lines.length > 0 ? xml("thead", {}, titles) : undefined,
    xml("tbody", {}, lines.length > 0 ? lines : titles),
  );
}

function cells(name: "td" | "th", texts: readonly string[]): XmlChild {
  return texts.map((text) => xml(name, {}, text));
}

function pdfSection(bytes: Uint8Array): XmlPiece {
  const value = xml("value", { mediaType: "application/pdf", representation: "B64" }, encodeBase64(bytes));
  return xml(
    "component",
    {},
    xml(
      "section",
      {},
      xml("code", { code: "55108-5", displayName: "Présentation du document", codeSystem: "2.16.840.1.113883.6.1" }),
      xml("title", {}, "Copie du document"),
      xml("text", {}, xml("renderMultiMedia", { referencedObject: pdfName })),
      xml("entry", {}, xml("observationMedia", { classCode: "OBS", moodCode: "EVN", ID: pdfName }, value)),
    ),
  );
}

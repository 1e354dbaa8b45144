import { createParserHost } from "../documents/parser/parser-host";
import type { ParserService } from "../documents/parser/parser-service";
import { readMessageSafely } from "../documents/parser/read-message-safely";
import type { Reporting } from "./ports";

/** The parser process as the application uses it: one call at a time, each under its budget. */
export type Parser = Pick<
  ParserService,
  | "readMessage"
  | "extractPart"
  | "documentPdf"
  | "extractArchive"
  | "writeArchive"
  | "pdfText"
  | "makeDocument"
  | "checkPdf"
  | "stampPdf"
  | "readCda"
  | "richText"
> & {
  readonly extractDocument: (args: Parameters<ParserService["extractDocument"]>[0]) => Promise<Uint8Array>;
  readonly extractMedia: (args: Parameters<ParserService["extractMedia"]>[0]) => Promise<Uint8Array>;
  readonly close: () => void;
};

/** Starts nothing yet: the process comes with the first call and goes after 20 s without one. */
export function createParserClient(platform: Reporting): Parser {
  const host = createParserHost({
    spawn: () => {
      const child = platform.start("parser");
      return { ...child, onExit: child.onClose };
    },
  });
  return {
    readMessage: ({ raw }) => readMessageSafely(host, raw),
    extractPart: (args) => host.call("extractPart", args),
    documentPdf: (args) => host.call("documentPdf", args),
    extractArchive: (args) => host.call("extractArchive", args),
    makeDocument: (args) => host.call("makeDocument", args),
    checkPdf: (args) => host.call("checkPdf", args),
    stampPdf: (args) => host.call("stampPdf", args),
    richText: (args) => host.call("richText", args),
    readCda: (args) => host.call("readCda", args),
    pdfText: (args) => host.call("pdfText", args),
    writeArchive: (args) => host.call("writeArchive", args),
    extractDocument: async (args) => (await host.call("extractDocument", args)).bytes,
    extractMedia: async (args) => (await host.call("extractMedia", args)).bytes,
    close: () => host.close(),
  };
}

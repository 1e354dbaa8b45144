import { expect, test } from "vitest";
import { extensionOfFile, fileExtension } from "./file-extension";

test.each([
  ["image/tiff", "tif"],
  ["text/rtf", "rtf"],
  ["application/rtf", "rtf"],
  ["image/jpeg", "jpg"],
  ["application/octet-stream", "bin"],
  ["text/html", "bin"],
  ["application/x-msdownload", "bin"],
  ["constructor", "bin"],
])("a file of type %s is saved as .%s", (type, extension) => {
  expect(fileExtension(type)).toBe(extension);
});

const bytes = (text: string) => Buffer.from(text, "latin1");

test.each([
  ["DOC0001.XML", "%PDF-1.7", "pdf"],
  ["DOC0001.EXE", "%PDF-1.7", "pdf"],
  ["DOC0001.XML", '<?xml version="1.0"?><ClinicalDocument/>', "xml"],
  ["DOC0001", "\n  <ClinicalDocument/>", "xml"],
  ["DOC0001.XML", "\xEF\xBB\xBF<x/>", "xml"],
  ["DOC0001.XML", "\xFF\xFE<\0x\0/\0>\0", "xml"],
  ["DOC0001.TIF", "II*\0", "tif"],
  ["IMG.JPG", "\xFF\xD8\xFF", "jpg"],
  ["DOC0001.PDF", "MZ", "bin"],
  ["DOC0001.EXE", "MZ", "bin"],
  ["DOC0001.XML", "", "bin"],
])("the file %s that starts with %j leaves as .%s", (name, start, extension) => {
  expect(extensionOfFile(name, bytes(start))).toBe(extension);
});

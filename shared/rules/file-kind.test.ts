import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentDisagrees, fileKind } from "./file-kind";

const bytes = (...parts: (string | number)[]) =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === "number" ? [part] : Array.from(part, (c) => c.charCodeAt(0)))),
  );

const samples = {
  pdf: bytes("%PDF-1.4\n"),
  zip: bytes("PK", 3, 4, 20, 0),
  png: bytes(0x89, "PNG\r\n", 0x1a, "\n"),
  jpeg: bytes(0xff, 0xd8, 0xff, 0xe0),
  gif: bytes("GIF89a"),
  tiff: bytes("II*", 0),
  rtf: bytes("{\\rtf1\\ansi"),
  ole: bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
  executable: bytes("MZ", 0x90, 0),
  script: bytes("#!/bin/sh\n"),
  shortcut: bytes("L", 0, 0, 0, 1, 0x14, 2, 0),
  page: bytes("<!DOCTYPE html><title>x</title>"),
  xml: bytes('<?xml version="1.0"?><ClinicalDocument/>'),
  unknown: bytes("Bonjour,"),
} as const;

describe("the kind of a file", () => {
  it.each(Object.entries(samples))("%s is told by its first bytes", (kind, head) => {
    expect(fileKind(head)).toBe(kind);
  });

  it.each([
    [bytes("PK", 5, 6), "zip"],
    [bytes("MM", 0, "*"), "tiff"],
    [bytes(0x7f, "ELF"), "executable"],
    [bytes(0xcf, 0xfa, 0xed, 0xfe), "executable"],
    [bytes(0xef, 0xbb, 0xbf, "<html>"), "page"],
    [bytes("\r\n  <script>alert(1)</script>"), "page"],
    [bytes("<svg onload=x>"), "page"],
    [bytes('<?xml version="1.0"?>\n<!-- x --><svg/>'), "page"],
    [bytes("<ClinicalDocument>"), "xml"],
    [bytes("1 < 2"), "unknown"],
    [bytes(" %PDF-1.4"), "unknown"],
    [bytes("%PDF"), "unknown"],
    [new Uint8Array(), "unknown"],
  ])("%# is told in its less usual forms", (head, kind) => {
    expect(fileKind(head)).toBe(kind);
  });

  it("is always one of the closed set, at once", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 700 }), (head) => {
        expect(Object.keys(samples)).toContain(fileKind(head));
      }),
    );
    expect(fileKind(new Uint8Array(5_000_000))).toBe("unknown");
  });
});

describe("bytes that are not what the name promises (A03)", () => {
  it.each([
    ["facture.pdf", samples.executable, "executable"],
    ["facture.pdf", samples.page, "executable"],
    ["notes", samples.script, "executable"],
    ["lien.txt", samples.shortcut, "executable"],
    ["facture.pdf", samples.zip, "mismatch"],
    ["photo.JPG", samples.png, "mismatch"],
    ["lettre.docx", samples.ole, "mismatch"],
    ["notes.txt", samples.pdf, "mismatch"],
    ["DOC0001.XML", samples.zip, "mismatch"],
    ["facture.pdf", samples.pdf, null],
    ["PHOTO.JPEG", samples.jpeg, null],
    ["vieux.doc", samples.rtf, null],
    ["vieux.doc", samples.ole, null],
    ["lettre.docx", samples.zip, null],
    ["DOC0001.XML", samples.xml, null],
    ["notes.txt", samples.unknown, null],
    ["constructor", samples.pdf, null],
    ["sans-extension", samples.zip, null],
    ["inconnu.xyz", samples.pdf, null],
    ["vide.pdf", new Uint8Array(), null],
  ])("%s %#: %s", (name, head, answer) => {
    expect(contentDisagrees(name, head)).toBe(answer);
  });
});

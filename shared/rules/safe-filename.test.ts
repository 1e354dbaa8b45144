import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utf8Length } from "./fold";
import { looksExecutable, safeFileName } from "./safe-filename";
import { processorTime } from "./testing/processor-time";

describe("a safe name for an attachment (A01)", () => {
  it.each([
    ["Compte rendu d’imagerie.pdf", "Compte rendu d’imagerie.pdf"],
    ["../../etc/passwd", "passwd"],
    ["..\\..\\Windows\\system32\\evil.dll", "evil.dll"],
    ["/etc/cron.d/evil", "evil"],
    ["C:\\Users\\demo\\notes.txt", "notes.txt"],
    ["C:notes.txt", "notes.txt"],
    ["\\\\serveur\\partage\\a.pdf", "a.pdf"],
    ["\\\\?\\C:\\a.pdf", "a.pdf"],
    ["file:///tmp/a.pdf", "a.pdf"],
    ["a.pdf\u0000.exe", "a.pdf.exe"],
    ["a\r\nb.pdf", "ab.pdf"],
    ["dossier/", "dossier"],
    ["..", "piece-jointe"],
    [".", "piece-jointe"],
    ["", "piece-jointe"],
    ["///", "piece-jointe"],
    ["\u202E\u200B", "piece-jointe"],
    ['a<b>"c|d?e*.pdf', "a_b__c_d_e_.pdf"],
    ["a\uFF0Fb\u2215c.pdf", "a_b_c.pdf"],
  ])("of %j is %j", (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it("can name what has no name otherwise", () => {
    expect(safeFileName("...", "document")).toBe("document");
  });
});

describe("what the name shows is the truth (A02)", () => {
  it.each([
    ["rapport\u202Efdp.exe", "rapportfdp.exe"],
    ["fac\u200Bture\uFEFF.pdf", "facture.pdf"],
    ["a\u2066b\u2069.pdf", "ab.pdf"],
    ["facture.pdf.exe. . .", "facture.pdf.exe"],
    ["facture.pdf   ...   ", "facture.pdf"],
    ["facture.pdf                                  .exe", "facture.pdf .exe"],
    ["facture.pdf\u3164\u3164\u2800.exe", "facture.pdf.exe"],
    ["a.txt:evil.exe", "a.txt_evil.exe"],
    ["a.txt::$DATA", "a.txt__$DATA"],
    ["a\u00A0b\u3000c.pdf", "a b c.pdf"],
    [".exe", "piece-jointe.exe"],
    [" . .bashrc", "piece-jointe.bashrc"],
    ["e\u0301te\u0301.pdf", "été.pdf"],
  ])("in %j: %j", (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it.each([
    "CON",
    "con.txt",
    "Aux.pdf",
    "NUL",
    "prn.tar.gz",
    "COM1",
    "com0.pdf",
    "LPT9.doc",
    "COM¹",
    "com².txt",
    "LPT³.pdf",
    "CONIN$",
    "con .txt",
    "clock$.x",
  ])("no device hides behind %s", (name) => {
    expect(safeFileName(name)).toBe(`_${name}`);
  });

  it.each(["console.txt", "com.pdf", "com10.txt", "lpt.doc", "auxiliaire.pdf", "nul part.pdf"])(
    "%s is no device",
    (name) => {
      expect(safeFileName(name)).toBe(name);
    },
  );

  it("cuts a long name and keeps its extension", () => {
    const safe = safeFileName(`${"a".repeat(300)}.pdf`);
    expect(safe).toBe(`${"a".repeat(116)}.pdf`);
    expect(safeFileName("a".repeat(300))).toBe("a".repeat(120));
    expect(safeFileName(`${"a".repeat(100_000)}.docx`)).toHaveLength(120);
    expect(safeFileName(`${"😀".repeat(200)}.pdf`)).toMatch(/^(?:😀)+\.pdf$/u);
    expect(utf8Length(safeFileName(`${"漢".repeat(119)}.pdf`))).toBeLessThanOrEqual(240);
    expect(safeFileName(`a.${"b".repeat(300)}`)).toHaveLength(120);
  });
});

describe("whatever the name", () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 30 }),
    fc.constantFrom(
      "..",
      "/",
      "\\",
      "C:",
      ":",
      "\u202E",
      "\u200B",
      " ",
      ".",
      "con",
      "COM¹",
      "nul",
      ".pdf",
      ".exe",
      "漢".repeat(90),
      "😀".repeat(70),
      "\uD800",
      "e\u0301",
    ),
  );
  const anyName = fc.array(piece, { maxLength: 8 }).map((all) => all.join(""));

  it("the safe one can be written anywhere", () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const safe = safeFileName(name);
        expect(safe).not.toBe("");
        expect(safe).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(safe).not.toMatch(/[. ]$|^[. ]/);
        expect(safe).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d|com[¹²³]|lpt[¹²³])(?:\s*\.|$)/i);
        expect(safe.length).toBeLessThanOrEqual(120);
        expect(utf8Length(safe)).toBeLessThanOrEqual(240);
      }),
      { numRuns: 1000 },
    );
  });

  it("making it safe twice changes nothing, and hides no danger", () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const safe = safeFileName(name);
        expect(safeFileName(safe)).toBe(safe);
        if (looksExecutable(safe)) expect(looksExecutable(`x${name}`)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("a name that says that opening runs something (A03, A04)", () => {
  it.each([
    "setup.exe",
    ".exe",
    "facture.pdf.exe",
    "facture.pdf .EXE",
    "facture.exe...",
    "facture.exe ",
    "rapport\u202Efdp.exe",
    "rapport.e\u200Bxe",
    "a.ｅｘｅ",
    "a.pdf:evil.exe",
    "evil.exe:a.pdf",
    "evil.exe::$DATA",
    "lien.url",
    "lien.lnk",
    "macro.docm",
    "tableau.XLSM",
    "page.html",
    "image.svg",
    "script.ps1",
    "installe.sh",
    "disque.iso",
    "app.desktop",
    "feuille.xsl",
    `${"a".repeat(10_000)}.scr`,
  ])("%j does", (name) => {
    expect(looksExecutable(name)).toBe(true);
  });

  it.each([
    "",
    "facture.pdf",
    "exe",
    "notes sur .exe.pdf",
    "photo.jpeg",
    "IHE_XDM.zip",
    "DOC0001.XML",
    "lettre.docx",
    "12:30 compte rendu.pdf",
    "www.site.com.pdf",
    "executable",
  ])("%j does not", (name) => {
    expect(looksExecutable(name)).toBe(false);
  });

  it("is told quickly, however long the name", () => {
    const spent = processorTime();
    for (const name of [".a".repeat(200_000), ". ".repeat(200_000), ":".repeat(400_000)]) {
      looksExecutable(name);
      safeFileName(name);
    }
    expect(spent()).toBeLessThan(500);
  });
});

import { createIntl } from "react-intl";
import { expect, test } from "vitest";
import { catalogue } from "#shared/text/index";
import { textOf } from "./text-provider";

const t = textOf("fr");

test("a text takes its values and its plural", () => {
  expect(t("inbox.documents", { count: 1 })).toBe("1 document");
  expect(t("inbox.documents", { count: 3 })).toBe("3 documents");
  expect(textOf("en")("inbox.documents", { count: 3 })).toBe("3 documents");
});

test("an unknown code still reads as a sentence", () => {
  expect(t.ofCode("failures", "never-seen")).toBe(t("failures.unexpected"));
  expect(t.ofCode("session", "end-never-seen")).toBe(t("session.unexpected"));
});

test("a known code reads its own sentence", () => {
  expect(t.ofCode("failures", "signed-out")).toContain("e-CPS");
});

test("what an import left out is said only where there is some", () => {
  expect(t("contacts.imported", { added: 2, merged: 1, refused: 0 })).toBe(
    "2 contacts ajoutés, 1 déjà connu et complété.",
  );
  expect(t("contacts.imported", { added: 2, merged: 1, refused: 3 })).toContain(
    ", 3 sans adresse valable laissés de côté.",
  );
  const en = textOf("en");
  expect(en("contacts.imported", { added: 1, merged: 2, refused: 0 })).toBe(
    "1 contact added, 2 already known and completed.",
  );
});

test("what was cut is counted as a least number", () => {
  expect(t("writing.resultsAtLeast", { count: 100 })).toBe("Au moins 100 réponses");
  expect(t("directory.peopleAtLeast", { count: 100 })).toBe("Au moins 100 personnes qui y exercent");
  expect(t("directory.peopleAtLeast", { count: 1 })).toBe("Au moins une personne qui y exerce");
});

test("a value is never read as a message", () => {
  expect(t("reader.linkRefusedTitle")).not.toBe("");
  expect(t("inbox.emptySearchText", { search: "{count, plural, other {x}} <b>" })).toContain(
    "{count, plural, other {x}} <b>",
  );
});

test("every text of both languages can be formatted, whatever it takes", () => {
  for (const language of ["fr", "en"] as const) {
    const words = textOf(language);
    for (const [key, text] of Object.entries(catalogue(language))) {
      const values = Object.fromEntries([...text.matchAll(/\{(\w+)/gu)].map(([, name = ""]) => [name, 2]));
      const [area = "", ...rest] = key.split(".");
      const formatted = words.ofCode(area, rest.join("."), values);
      expect(formatted, key).not.toMatch(/[{}]/u);
      expect(formatted, key).not.toBe(key);
    }
  }
});

test("an area without a sentence for the unknown falls back on the common one", () => {
  expect(t.ofCode("inbox", "never-seen")).toBe(t("app.unexpected"));
});

test("a text that takes nothing is worded as its message would be", () => {
  for (const language of ["fr", "en"] as const) {
    const words = textOf(language);
    const texts = Object.entries(catalogue(language)).filter(([, text]) => !text.includes("{"));
    const intl = createIntl({ locale: language, messages: Object.fromEntries(texts) });
    for (const [key] of texts) {
      const [area = "", ...rest] = key.split(".");
      expect(words.ofCode(area, rest.join(".")), key).toBe(intl.formatMessage({ id: key }, {}));
    }
  }
});

test("what is counted reads right however often it was said", () => {
  for (const count of [1, 3, 1, 1200, 3]) {
    const said = count === 1 ? "1 document" : `${new Intl.NumberFormat("fr-FR").format(count)} documents`;
    expect(t("inbox.documents", { count })).toBe(said);
  }
});

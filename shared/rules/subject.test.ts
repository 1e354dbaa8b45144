import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  buildSubject,
  displaySubject,
  isAnswerSubject,
  isFinSubject,
  parseIntegrationFailure,
  subjectKey,
  XDM_MARKER,
} from "./subject";
import { processorTime } from "./testing/processor-time";

const paul = { typeLabels: ["CR d'examens biologiques"], birthName: "Vial", firstName: "Paul", birthDate: "19781126" };

describe("the subject of a message of documents (ECO.2.1.3)", () => {
  it.each([
    [paul, "XDM/1.0/DDM+CR d'examens biologiques VIAL Paul 26/11/1978"],
    [
      { ...paul, typeLabels: ["Lettre de liaison a la sortie d'un etablissement de soins"] },
      "XDM/1.0/DDM+Lettre de liaison a la sortie d'un etabl VIAL Paul 26/11/1978",
    ],
    [
      { ...paul, typeLabels: ["CR d'imagerie", "CR d'examens biologiques"] },
      "XDM/1.0/DDM+2 documents VIAL Paul 26/11/1978",
    ],
    [{ ...paul, birthDate: "" }, "XDM/1.0/DDM+CR d'examens biologiques VIAL Paul"],
    [{ ...paul, birthDate: "1978" }, "XDM/1.0/DDM+CR d'examens biologiques VIAL Paul"],
    [{ ...paul, birthDate: "19781126101500+0100" }, "XDM/1.0/DDM+CR d'examens biologiques VIAL Paul 26/11/1978"],
    [
      { ...paul, birthName: "d'Hérouville-Œillet", firstName: "Françoise" },
      "XDM/1.0/DDM+CR d'examens biologiques D'HEROUVILLE-OEILLET Francoise 26/11/1978",
    ],
    [
      { ...paul, typeLabels: ["Compte rendu d’imagerie médicale"] },
      "XDM/1.0/DDM+Compte rendu d’imagerie médicale VIAL Paul 26/11/1978",
    ],
  ])("follows the grammar %#", (input, subject) => {
    expect(buildSubject(input)).toEqual({ ok: true, subject });
  });

  it("cuts the label at forty characters, not inside one, without a space at the end", () => {
    const label = (text: string) => {
      const built = buildSubject({ ...paul, typeLabels: [text] });
      return built.ok ? built.subject.slice(XDM_MARKER.length + 1, -" VIAL Paul 26/11/1978".length) : "";
    };
    expect(label("a".repeat(40))).toBe("a".repeat(40));
    expect(label("a".repeat(41))).toBe("a".repeat(40));
    expect(label(`${"a".repeat(39)} bcd`)).toBe("a".repeat(39));
    expect(label(`${"é".normalize("NFD").repeat(41)}`)).toBe("é".repeat(40));
  });

  it.each([
    [{ ...paul, typeLabels: [] }, "no-document"],
    [{ ...paul, typeLabels: [" \n "] }, "no-label"],
    [{ ...paul, birthName: "" }, "no-birth-name"],
    [{ ...paul, firstName: "\u200B" }, "no-first-name"],
  ])("is refused when a mandatory field is missing %#", (input, code) => {
    expect(buildSubject(input)).toEqual({ ok: false, code });
  });

  it("stays on one line, starts with the marker and hides it back, whatever the fields hold (O01)", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("a\r\nBcc: x@evil.fr", "b\u2028c", "\u202Ed"),
    );
    fc.assert(
      fc.property(
        fc.array(hostile, { minLength: 1, maxLength: 3 }),
        hostile,
        hostile,
        hostile,
        (typeLabels, birthName, firstName, birthDate) => {
          const built = buildSubject({ typeLabels, birthName, firstName, birthDate });
          if (!built.ok) return;
          expect(built.subject).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
          expect(built.subject.startsWith(`${XDM_MARKER}+`)).toBe(true);
        },
      ),
    );
  });
});

describe("the subject as shown (SC.MSS/UX.28)", () => {
  it.each([
    ["XDM/1.0/DDM+CR d'examens VIAL Paul 26/11/1978", "CR d'examens VIAL Paul 26/11/1978"],
    ["XDM/1.0/DDM+ ECHOGRAPHIE CORSE FIGATELLIX", "ECHOGRAPHIE CORSE FIGATELLIX"],
    ["xdm/1.0/ddm + echo", "echo"],
    ["XDM/1.0/DDM", ""],
    ["Re: XDM/1.0/DDM+CR VIAL Paul", "Re: CR VIAL Paul"],
    ["RE : re: Tr: XDM/1.0/DDM+CR", "RE : re: Tr: CR"],
    ["Rép: XDM/1.0/DDM+CR", "Rép: CR"],
    ["Re\u0301p: XDM/1.0/DDM+CR", "Rép: CR"],
    ["[KO Intégration système !][902] XDM/1.0/DDM+CR", "[KO Intégration système !][902] CR"],
    ["[Annule et remplace] Fwd: XDM/1.0/DDM+CR", "[Annule et remplace] Fwd: CR"],
    ["Bonjour, voir XDM/1.0/DDM+CR", "Bonjour, voir XDM/1.0/DDM+CR"],
    ["Bonjour", "Bonjour"],
    ["", ""],
  ])("of %j is %j", (raw, shown) => {
    expect(displaySubject(raw)).toBe(shown);
  });

  it("keeps what surrounds the marker, and never leaves a marker in front", () => {
    const prefixes = fc
      .array(fc.constantFrom("Re: ", "TR : ", "[EXT] ", "Fwd:"), { maxLength: 4 })
      .map((all) => all.join(""));
    const rest = fc.string({ unit: fc.constantFrom(..."abc déf 123'"), maxLength: 60 }).map((text) => `x${text}`);
    fc.assert(
      fc.property(prefixes, rest, (before, after) => {
        expect(displaySubject(`${before}${XDM_MARKER}+${after}`)).toBe(before + after);
      }),
    );
  });

  it("stays quick on subjects made to slow it down", () => {
    const spent = processorTime();
    for (const hostile of [
      "re:   ".repeat(50_000),
      "[".repeat(100_000),
      "[] ".repeat(50_000),
      " ".repeat(100_000),
      "re : [a] ".repeat(30_000),
    ]) {
      displaySubject(hostile);
      subjectKey(hostile);
      parseIntegrationFailure(hostile);
      isAnswerSubject(hostile);
    }
    expect(spent()).toBeLessThan(500);
  });
});

describe("what a subject announces", () => {
  it.each([
    ["[FIN]", true],
    ["[fin]", false],
    [" [FIN]", false],
    ["[FIN] merci", false],
    ["FIN", false],
  ])("%j ends the exchange: %s", (subject, fin) => {
    expect(isFinSubject(subject)).toBe(fin);
  });

  it.each([
    ["[KO Intégration système !][902] XDM/1.0/DDM+CR VIAL Paul", { code: "902", subject: "XDM/1.0/DDM+CR VIAL Paul" }],
    ["[KO Intégration système ! ] XDM/1.0/DDM+CR", { code: null, subject: "XDM/1.0/DDM+CR" }],
    ["[KO Integration systeme!] [ 905 ]XDM/1.0/DDM+CR", { code: "905", subject: "XDM/1.0/DDM+CR" }],
    ["[ko inte\u0301gration syste\u0300me !][0]", { code: "0", subject: "" }],
    ["[Erreur d'intégration !] XDM/1.0/DDM+CR", { code: null, subject: "XDM/1.0/DDM+CR" }],
    ["[Erreur d’intégration !][906] XDM", { code: "906", subject: "XDM" }],
    ["[KO Intégration système !][90212] XDM", { code: null, subject: "[90212] XDM" }],
    ["XDM/1.0/DDM+CR", null],
    ["Re: [KO Intégration système !][902] XDM", null],
    ["KO Intégration système", null],
  ])("reads the failure of %j", (subject, failure) => {
    expect(parseIntegrationFailure(subject)).toEqual(failure);
  });
});

describe("comparing subjects", () => {
  it.each([
    "Résultats du 12/03",
    "RE: résultats du 12/03",
    "Re : TR: Resultats  du 12/03",
    "Re: XDM/1.0/DDM+Résultats du 12/03",
    "XDM/1.0/DDM+Re: résultats du 12/03",
  ])("%j is the same conversation", (subject) => {
    expect(subjectKey(subject)).toBe("resultats du 12/03");
  });

  it.each(["", "Re:", "Re: XDM/1.0/DDM+", "Tr: re: "])("nothing is left of %j", (subject) => {
    expect(subjectKey(subject)).toBe("");
  });

  it.each([
    ["Re: a", true],
    ["RÉP : a", true],
    ["TR: a", false],
    ["Fwd: a", false],
    ["Report de rendez-vous", false],
  ])("%j is an answer: %s", (subject, answer) => {
    expect(isAnswerSubject(subject)).toBe(answer);
  });
});

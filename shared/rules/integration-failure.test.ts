import fc from "fast-check";
import { expect, test } from "vitest";
import {
  INTEGRATION_CODES,
  INTEGRATION_LABELS,
  isIntegrationCode,
  reportSubject,
  reportText,
  type ReportedMessage,
  reportWay,
  suggestedCode,
} from "./integration-failure";
import { parseIntegrationFailure } from "./subject";

const message: ReportedMessage = {
  from: "paul.demo@chu.demo.mssante.fr",
  replyTo: [],
  messageId: "<m1@demo>",
  receiptAskedBy: "",
  returnPath: "paul.demo@chu.demo.mssante.fr",
};

test("a receipt that was asked is answered by an MDN, to the address that asks", () => {
  const asked = { ...message, receiptAskedBy: "recus@chu.demo.mssante.fr" };
  expect(reportWay(asked)).toEqual({ form: "mdn", to: "recus@chu.demo.mssante.fr", byItself: false });
});

test("a rule may send it only when the asker is the return path, whatever the case (RFC 8098 §2.1)", () => {
  expect(reportWay({ ...message, receiptAskedBy: "Paul.DEMO@chu.demo.mssante.fr" })?.byItself).toBe(true);
  expect(reportWay({ ...message, receiptAskedBy: message.from, returnPath: "" })?.byItself).toBe(false);
});

test("without a request no MDN is allowed: an ordinary message goes to who wrote, or to where answers go", () => {
  expect(reportWay(message)).toEqual({ form: "mail", to: message.from, byItself: false });
  expect(reportWay({ ...message, replyTo: ["secretariat@chu.demo.mssante.fr"] })?.to).toBe(
    "secretariat@chu.demo.mssante.fr",
  );
});

test("a message without a name of its own gets no MDN, for Original-Message-ID is required", () => {
  expect(reportWay({ ...message, receiptAskedBy: message.from, messageId: "" })?.form).toBe("mail");
  expect(reportWay({ ...message, from: "", messageId: "" })).toBeNull();
});

test("the subject is that of the standard, and the reader of reports finds its code and the rest", () => {
  const subject = reportSubject("902", "XDM/1.0/DDM+CR DEMO PAT-TROIS Dominique 28/03/1979");
  expect(subject).toBe("[KO Intégration système !][902] XDM/1.0/DDM+CR DEMO PAT-TROIS Dominique 28/03/1979");
  expect(parseIntegrationFailure(subject)).toEqual({
    code: "902",
    subject: "XDM/1.0/DDM+CR DEMO PAT-TROIS Dominique 28/03/1979",
  });
  expect(reportSubject("904", subject)).toBe(subject.replace("902", "904"));
});

test("whatever the subject, what is written is one line that reads back as its code", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 3000 }), fc.constantFrom(...INTEGRATION_CODES), (text, code) => {
      const subject = reportSubject(code, text);
      expect(subject).not.toMatch(/[\r\n]/u);
      expect(subject.length).toBeLessThanOrEqual(800);
      expect(parseIntegrationFailure(subject)?.code).toBe(code);
    }),
  );
});

test("the text holds code and label, and what the person adds", () => {
  const text = reportText("905", "  Il manque le lieu de naissance.\n");
  expect(text).toContain(`905 - ${INTEGRATION_LABELS["905"]}`);
  expect(text).toContain("\n\nIl manque le lieu de naissance.\n\n");
  expect(reportText("905", " ")).not.toContain("\n\n\n");
});

test.each([
  [["version-not-latest"], 902, "900"],
  [["version-delete-unknown"], null, "900"],
  [["hash-missing", "version-author-not-allowed"], null, "901"],
  [[], 902, "902"],
  [[], 903, "903"],
  [[], 904, "904"],
  [[], 905, "905"],
  [[], null, "906"],
  [["version-other-patient"], 999, "906"],
] as const)("of %j and %s the code proposed is %s", (anomalies, filing, code) => {
  expect(suggestedCode(anomalies, filing)).toBe(code);
});

test("only the seven codes are codes", () => {
  expect(INTEGRATION_CODES).toEqual(["900", "901", "902", "903", "904", "905", "906"]);
  for (const no of ["", "907", "toString", "90", "0902"]) expect(isIntegrationCode(no)).toBe(false);
});

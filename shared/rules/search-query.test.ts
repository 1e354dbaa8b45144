import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSearch } from "./search-query";
import { processorTime } from "./testing/processor-time";

const nothing = parseSearch("");

describe("a search", () => {
  it("is empty when nothing is typed", () => {
    expect(nothing).toEqual({
      from: [],
      to: [],
      subject: [],
      attachment: null,
      attachmentNames: [],
      patient: [],
      type: [],
      folder: [],
      before: null,
      after: null,
      read: null,
      followUp: null,
      words: [],
      match: "",
    });
    expect(parseSearch("   ")).toEqual(nothing);
  });

  it("looks for its words, folded, the last one being unfinished", () => {
    expect(parseSearch("Échographie  Dup")).toEqual({
      ...nothing,
      words: ["echographie", "dup"],
      match: '"echographie" "dup"*',
    });
    expect(parseSearch("dupont ").match).toBe('"dupont"');
  });

  it("keeps quoted words together", () => {
    expect(parseSearch('"bilan  Sanguin" fer')).toMatchObject({
      words: ["bilan sanguin", "fer"],
      match: '"bilan sanguin" "fer"*',
    });
    expect(parseSearch('fer "bilan sanguin')).toMatchObject({
      words: ["fer", "bilan sanguin"],
      match: '"fer" "bilan sanguin"',
    });
  });

  it.each([
    ["de:martin", { from: ["martin"] }],
    ["DE:Mârtin", { from: ["martin"] }],
    ["de : martin", { from: ["martin"] }],
    ["de: martin", { from: ["martin"] }],
    ["à:martin", { to: ["martin"] }],
    ["a:martin", { to: ["martin"] }],
    ["a\u0300:martin", { to: ["martin"] }],
    ['objet:"Compte rendu"', { subject: ["compte rendu"] }],
    ["patient:vial de:martin patient:paul", { patient: ["vial", "paul"], from: ["martin"] }],
    ["type:imagerie", { type: ["imagerie"] }],
    ["dossier:Archives", { folder: ["archives"] }],
    ["pj:oui", { attachment: true }],
    ["pj:non", { attachment: false }],
    ["pj:ordonnance", { attachmentNames: ["ordonnance"] }],
    ['pj:"oui"', { attachmentNames: ["oui"] }],
    ["lu:non", { read: false }],
    ["lu:OUI", { read: true }],
    ["suivi:oui", { followUp: true }],
    ["avant:2024-03-05", { before: "2024-03-05" }],
    ["avant:05/03/2024", { before: "2024-03-05" }],
    ["avant:5/3/2024", { before: "2024-03-05" }],
    ["après:2024-03", { after: "2024-03-01" }],
    ["apres:03/2024", { after: "2024-03-01" }],
    ["Après:2024", { after: "2024-01-01" }],
    ["avant:29/02/2024", { before: "2024-02-29" }],
    ["from:martin to:paul", { from: ["martin"], to: ["paul"] }],
    ["Subject:results folder:Archives", { subject: ["results"], folder: ["archives"] }],
    ["file:yes read:no", { attachment: true, read: false }],
    ["tracked:y before:2024-03-05 after:2024", { followUp: true, before: "2024-03-05", after: "2024-01-01" }],
    ["de:a@medecin.mssante.fr", { from: ["a@medecin.mssante.fr"] }],
  ])("understands %j", (text, expected) => {
    expect(parseSearch(text)).toEqual({ ...nothing, ...expected });
  });

  it("mixes fields and words", () => {
    expect(parseSearch('glycémie de:martin après:2024 "à jeun"')).toEqual({
      ...nothing,
      from: ["martin"],
      after: "2024-01-01",
      words: ["glycemie", "a jeun"],
      match: '"glycemie" "a jeun"',
    });
    expect(parseSearch("glyc de:martin").match).toBe('"glyc"');
  });

  it.each([
    ["avant:demain", ["avant:demain"]],
    ["avant:31/02/2024", ["avant:31/02/2024"]],
    ["avant:2024-13", ["avant:2024-13"]],
    ["lu:peut-être", ["lu:peut-etre"]],
    ["inconnu:martin", ["inconnu:martin"]],
    ["vide:", ["vide:"]],
    ["de:", ["de:"]],
    ['de:""', ["de:"]],
    ["12:30", ["12:30"]],
    ["constructor:x", ["constructor:x"]],
    ["__proto__:x", ["__proto__:x"]],
    ["madede:x", ["madede:x"]],
  ])("takes %j as text", (text, words) => {
    expect(parseSearch(text)).toMatchObject({ words, from: [], before: null, read: null });
  });
});

describe("syntax in a search is text (D03)", () => {
  it.each([
    ["a OR b", '"a" "or" "b"*'],
    ["NEAR(a b)", '"near(a" "b)"*'],
    ["col:val*", '"col:val*"*'],
    ["a^2 -b +c", '"a^2" "-b" "+c"*'],
    ["'; DROP TABLE message;--", '"drop" "table" "message;--"*'],
    ["--- *** ()", ""],
    ["{a} b", '"{a}" "b"*'],
  ])("in %j: %s", (text, match) => {
    expect(parseSearch(text).match).toBe(match);
  });

  it("never leaves the quotes, whatever is typed", () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('"', '""', "de:", "avant:", "*", "OR", "NOT", "(", "\u0000", "à : ", " "),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const query = parseSearch(pieces.join(""));
        // Once every quoted string is taken away, only spaces and one final star are left.
        expect(query.match.replace(/"(?:[^"]|"")*"/g, "")).toMatch(/^ *\*?$/);
        expect(query.match).not.toMatch(/\p{Cc}/u);
        for (const word of query.words) expect(word).toMatch(/[\p{L}\p{N}]/u);
        expect(query.words.length).toBeLessThanOrEqual(40);
      }),
      { numRuns: 500 },
    );
  });

  it("is bounded", () => {
    const spent = processorTime();
    const query = parseSearch("a ".repeat(1_000_000));
    expect(query.words.length).toBe(40);
    expect(parseSearch("a".repeat(10_000)).words[0]?.length).toBe(500);
    expect(spent()).toBeLessThan(500);
  });
});

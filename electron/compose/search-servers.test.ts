import { expect, test } from "vitest";
import { plainWords } from "./search-servers";

test.each([
  ["échographie genou", ["échographie", "genou"]],
  ["de:martin échographie", ["échographie"]],
  ['objet: "bilan sanguin" pj:oui fer', ["fer"]],
  ['"compte rendu"', ["compte", "rendu"]],
  ["patient:DEMO avant:2026-01", []],
  ["a é œdème", ["œdème"]],
  ["un deux trois quatre cinq six", ["un", "deux", "trois", "quatre", "cinq"]],
  ["", []],
])("of %j the server is asked the plain words, as typed", (search, expected) => {
  expect(plainWords(search)).toEqual(expected);
});

import { expect } from "@playwright/test";
import { newColleague, sent } from "./support/mail";
import { FROM_LABEL } from "./support/practice";
import { requirement } from "./support/requirement";

requirement(["ECO.2.2.7", "MSS/va1.16"], async (practice, evidence) => {
  const { headers, source } = await sent(practice, { to: [newColleague()] });
  const [, label = "", address = ""] = /^"?([^"<]+?)"? <([^>]+)>$/u.exec(headers.get("from") ?? "") ?? [];
  expect(label).toBe(FROM_LABEL);
  expect(label).toMatch(/^(?:[^_]+_)?[^_]+_[^a-zà-ÿ_]+(?:_.+)?$/u);
  expect(address).toBe(practice.address);
  expect(headers.get("return-path") ?? `<${address}>`).toBe(`<${address}>`);
  expect(source.match(/^From:/gimu)).toHaveLength(1);
  evidence(`From : ${label} <adresse de la boîte> ; l’enveloppe porte la même adresse`);
});

import { expect } from "@playwright/test";
import { documentFrom } from "./support/documents";
import { newColleague, sent } from "./support/mail";
import { requirement } from "./support/requirement";

requirement(["CONF.14", "ECO.2.4.2"], async (practice, evidence) => {
  const bytes = new TextEncoder().encode("une lettre");
  const plain = await sent(practice, { to: [newColleague()] });
  const file = await sent(practice, { to: [newColleague()], files: [{ name: "lettre.txt", bytes }] });
  for (const { headers } of [plain, file]) expect(headers.has("x-mss-ins")).toBe(false);
  const qualified = await documentFrom(practice);
  const local = await documentFrom(practice, { patient: { ins: null } });
  const values: (string | undefined)[] = [];
  for (const { card } of [qualified, local])
    values.push((await sent(practice, { to: [newColleague()], documentId: card.id })).headers.get("x-mss-ins"));
  expect(values).toEqual(["O", "N"]);
  evidence("sans archive : absent ; CDA avec matricule, OID et traits : O ; CDA sans INS : N");
});

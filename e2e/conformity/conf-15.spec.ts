import { expect } from "@playwright/test";
import { documentFrom } from "./support/documents";
import { newColleague, sent } from "./support/mail";
import { requirement } from "./support/requirement";

requirement(
  ["CONF.15", "ECO.2.4.1"],
  async (practice, evidence) => {
    const plain = await sent(practice, { to: [newColleague()] });
    expect(plain.headers.has("x-mss-codecda")).toBe(false);
    const { card } = await documentFrom(practice);
    const { headers } = await sent(practice, { to: [newColleague()], documentId: card.id });
    expect(headers.get("x-mss-codecda")).toBe("11488-4");
    evidence("sans archive : absent ; un CDA : son code (11488-4)");
  },
  { leaves: "plusieurs CDA dans une archive : l’interface en joint un à la fois (plusieurs : tests de shared/rules)" },
);

import { expect } from "@playwright/test";
import { newColleague, newPatient, sent } from "./support/mail";
import { requirement } from "./support/requirement";

requirement(["CONF.21", "ECO.2.2.8"], async (practice, evidence) => {
  const closed = await sent(practice, { to: [newPatient().address], fin: true });
  expect(closed.headers.get("x-mss-mes")).toBe("FIN");
  const open = await sent(practice, { to: [newPatient().address], fin: false });
  expect(open.headers.has("x-mss-mes")).toBe(false);
  const colleague = await sent(practice, { to: [newColleague()], fin: true });
  expect(colleague.headers.has("x-mss-mes")).toBe(false);
  evidence("patient et réponse bloquée : FIN ; patient seul : absent ; professionnel : absent même demandé");
});

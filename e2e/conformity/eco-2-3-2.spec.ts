import { expect } from "@playwright/test";
import { newColleague, sent } from "./support/mail";
import { requirement } from "./support/requirement";

requirement(["ECO.2.3.2"], async (practice, evidence) => {
  const asked = await sent(practice, { to: [newColleague()], readReceipt: true });
  expect(asked.headers.get("disposition-notification-to")).toContain(practice.address);
  const silent = await sent(practice, { to: [newColleague()], readReceipt: false });
  expect(silent.headers.has("disposition-notification-to")).toBe(false);
  evidence("demandé : Disposition-Notification-To porte l’adresse de la boîte ; non demandé : absent");
});

import { randomBytes } from "node:crypto";
import { expect } from "@playwright/test";
import { newMark, received } from "./support/mail";
import { connected, FROM_LABEL, openPractice } from "./support/practice";
import { requirement } from "./support/requirement";
import { atHome, plainLetter } from "./support/window";

requirement(["ERGO/va1.08"], async (_shared, evidence) => {
  // A mailbox is added for good: an application of its own.
  const practice = await openPractice();
  try {
    const { call } = practice;
    const address = `conformite-${randomBytes(4).toString("hex")}.demo@${practice.address.split("@")[1] ?? ""}`;
    const added = { address, name: "Secrétariat DEMO", kind: "ORG" as const, fromLabel: FROM_LABEL };
    const { mailbox } = await call("mailboxes.add", { ...added, environmentId: "custom" });
    if (mailbox === null) throw new Error("the second mailbox did not open");
    await connected({ call, mailboxId: mailbox.id });
    const [here, there] = [newMark(), newMark()];
    await received(practice, plainLetter(here), here);
    await received({ ...practice, address, mailboxId: mailbox.id }, plainLetter(there), there);
    const page = await atHome(practice);
    const row = (text: string) => page.getByRole("listbox").getByRole("option").filter({ hasText: text });
    await expect(row(here)).toBeVisible();
    await expect(row(there)).toContainText("Secrétariat DEMO");
    await page
      .getByRole("navigation")
      .getByRole("button", { name: /^Secrétariat DEMO/u })
      .first()
      .click();
    await expect(row(there)).toBeVisible();
    await expect(row(here)).toHaveCount(0);
    evidence("deux boîtes : leurs messages dans une seule liste, la boîte dite sur la ligne ; chacune garde la sienne");
  } finally {
    await practice.close();
  }
});

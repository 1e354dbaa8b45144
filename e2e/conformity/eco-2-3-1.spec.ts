import { expect } from "@playwright/test";
import { arrivedAt, messageWith, newColleague, newMark, sent } from "./support/mail";
import { requirement } from "./support/requirement";

requirement(["ECO.2.3.1", "MSS/va1.15"], async (practice, evidence) => {
  const colleague = newColleague();
  const mark = newMark();
  const asked = await sent(practice, { to: [colleague], text: mark, deliveryReceipt: true });
  const silent = await sent(practice, { to: [newColleague()] });
  const id = asked.headers.get("message-id") ?? "";
  // The server's report comes back to the mailbox; it gives back our ENVID and the header of what it speaks of.
  const report = await arrivedAt(practice.space, practice.address, `Message-ID: ${id}`);
  expect(report.headers.get("content-type")).toMatch(/^multipart\/report;.*report-type="?delivery-status/iu);
  expect(report.source).toMatch(/^Action: (?:delivered|relayed)/imu);
  expect(report.source.replaceAll(/\+3C|\+3E|[<>]/giu, "")).toContain(`Original-Envelope-Id: ${id.slice(1, -1)}`);
  expect(report.source).not.toContain(silent.headers.get("message-id") ?? "");
  await expect
    .poll(async () => (await messageWith(practice, mark)).reports, { timeout: 20_000 })
    .toMatchObject([{ recipient: colleague, action: expect.stringMatching(/^(?:delivered|relayed)$/u) }]);
  evidence(
    "demandé : le serveur rapporte la remise (ENVID, destinataire), et le message est dit remis ; non demandé : rien",
  );
});

import { expect } from "@playwright/test";
import { newMark, newPatient, sent, messageWith } from "./support/mail";
import { requirement } from "./support/requirement";

requirement(["MSS/va1.14"], async (practice, evidence) => {
  const { address, space } = practice;
  const patient = newPatient();
  const mark = newMark();
  const { headers } = await sent(practice, { to: [patient.address], text: mark, readReceipt: true });
  const id = headers.get("message-id") ?? "";
  await space.deliver(address, readReceipt(patient.address, address, id));
  await expect.poll(async () => (await messageWith(practice, mark)).delivery?.state, { timeout: 20_000 }).toBe("read");
  evidence("accusé de lecture reçu : le message envoyé est dit lu");
});

const readReceipt = (from: string, to: string, original: string): string =>
  [
    `From: <${from}>`,
    `To: <${to}>`,
    "Subject: Lu",
    `Message-ID: <${newMark()}@patient.mssante.fr>`,
    `In-Reply-To: ${original}`,
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=disposition-notification; boundary="demo"',
    "",
    "--demo",
    "Content-Type: text/plain; charset=utf-8",
    "",
    "Le message a été lu.",
    "--demo",
    "Content-Type: message/disposition-notification",
    "",
    `Final-Recipient: rfc822;${from}`,
    `Original-Message-ID: ${original}`,
    "Disposition: manual-action/MDN-sent-manually; displayed",
    "",
    "--demo--",
    "",
  ].join("\r\n");

import { expect } from "@playwright/test";
import { arrivedAt, newColleague, newMark, received } from "./support/mail";
import { requirement } from "./support/requirement";

requirement(["ECO.3.1.6"], async (practice, evidence) => {
  const { call, address } = practice;
  const colleague = newColleague();
  const open = async (asks: boolean) => {
    const mark = newMark();
    return { mark, ...(await received(practice, letter(colleague, address, mark, asks), mark)) };
  };
  const asked = await open(true);
  expect(await call("receipts.asked", { messageId: asked.id })).toMatchObject({ to: colleague });
  await call("receipts.send", { messageId: asked.id });
  const { source, headers } = await arrivedAt(practice.space, colleague, `Original-Message-ID: <${asked.mark}@`);
  expect(headers.get("content-type")).toMatch(/^multipart\/report;.*report-type="?disposition-notification/iu);
  expect(source).toMatch(/^Disposition: manual-action\/MDN-sent-manually; displayed/imu);
  expect(await call("receipts.asked", { messageId: asked.id })).toBeNull();

  const refused = await open(true);
  await call("receipts.decline", { messageId: refused.id });
  expect(await call("receipts.asked", { messageId: refused.id })).toBeNull();
  const silent = await open(false);
  expect(await call("receipts.asked", { messageId: silent.id })).toBeNull();
  evidence("demandé : rendu d’un geste (MDN, displayed) ou refusé, une fois ; non demandé : rien n’est proposé");
});

const letter = (from: string, to: string, mark: string, asks: boolean): string =>
  [
    `From: Colleague DEMO <${from}>`,
    `To: <${to}>`,
    `Subject: Avis ${mark}`,
    `Message-ID: <${mark}@confrere.essai.mssante.fr>`,
    ...(asks ? [`Disposition-Notification-To: <${from}>`] : []),
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "",
    `Bonjour ${mark}`,
    "",
  ].join("\r\n");

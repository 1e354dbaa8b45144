import { expect } from "@playwright/test";
import { CARDIOLOGIST } from "../journeys/support/real-mail";
import { documentFrom } from "./support/documents";
import { arrivedAt } from "./support/mail";
import { requirement } from "./support/requirement";
import { traitsOfNobody } from "./support/patients";

requirement(["UX.11"], async (practice, evidence) => {
  const { call, space } = practice;
  const { birthName } = traitsOfNobody();
  const { message, card } = await documentFrom(practice, { patient: { birthName }, readReceipt: true });
  const preview = await call("reports.preview", { messageId: message.id, documentId: card.id });
  expect(preview).toMatchObject({ form: "mdn", to: CARDIOLOGIST.address });
  await call("reports.send", { messageId: message.id, code: "902", words: `Motif ${birthName}` });
  const { source, headers } = await arrivedAt(space, CARDIOLOGIST.address, `Motif ${birthName}`);
  expect(headers.get("content-type")).toMatch(/multipart\/report;.*report-type="?disposition-notification/iu);
  expect(headers.get("subject")).toMatch(/902|=\?utf-8/iu);
  expect(headers.get("x-mss-nil")).toBe(space.environment.nil);
  expect(source).toMatch(/^Disposition: \S+; ?processed\/error\r$/imu);
  expect(source).toMatch(/^Error: 902\^/mu);
  expect(source).toMatch(/^Content-Type: message\/rfc822/imu);
  expect(source).toContain("IHE_XDM.zip");
  evidence(
    "patient inconnu : MDN multipart/report, processed/error, Error 902, X-MSS-NIL, original entier avec son archive",
  );
});

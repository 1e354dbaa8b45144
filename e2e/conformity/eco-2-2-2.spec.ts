import { expect } from "@playwright/test";
import { newMark, newPatient, received, sent } from "./support/mail";
import { requirement } from "./support/requirement";

requirement(["ECO.2.2.2", "MSS/va1.08"], async (practice, evidence) => {
  const { address } = newPatient();
  const [mark, first, second] = [newMark(), newMark(), newMark()];
  const question = [
    `From: Camille Demo <${address}>`,
    `Subject: Question ${mark}`,
    `Message-ID: <${second}@patient.mssante.fr>`,
    `In-Reply-To: <${first}@essai.mssante.fr>`,
    `References: <${first}@essai.mssante.fr>`,
    "Content-Type: text/plain; charset=utf-8",
    "",
    "Bonjour.",
    "",
  ].join("\r\n");
  const message = await received(practice, question, mark);
  const { headers } = await sent(practice, { to: [address], answers: message.id });
  expect(headers.get("message-id")).toMatch(/^<.+>$/u);
  expect(headers.get("in-reply-to")).toBe(`<${second}@patient.mssante.fr>`);
  expect(headers.get("references")).toBe(`<${first}@essai.mssante.fr> <${second}@patient.mssante.fr>`);
  evidence("réponse : In-Reply-To désigne le message, References tout le fil dans l’ordre (RFC 5322 §3.6.4)");
});

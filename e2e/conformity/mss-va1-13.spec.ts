import { expect } from "@playwright/test";
import { newColleague, newPatient, write } from "./support/mail";
import { requirement } from "./support/requirement";

/** Encoded it is more than the 25 MB of Mon espace santé, less than what the operator takes. */
const BYTES = 19_500_000;

requirement(["MSS/va1.13"], async (practice, evidence) => {
  const { call, page } = practice;
  const draft = await write(practice, { to: [newColleague()] });
  // Made in the page: so many bytes need not travel to it.
  await page.evaluate(
    ([id, size]) =>
      (window as unknown as { pli: { call: (name: string, input: unknown) => Promise<unknown> } }).pli.call(
        "drafts.attachBytes",
        { id, name: "gros.bin", bytes: new Uint8Array(size) },
      ),
    [draft.id, BYTES] as const,
  );
  const blocks = async () => (await call("drafts.check", { id: draft.id })).blocks.map(({ code }) => code);
  expect(await blocks()).toEqual([]);
  const { mailboxId, subject, text, fin, readReceipt } = draft;
  const to = [{ name: "", address: newPatient().address }];
  await call("drafts.save", {
    id: draft.id,
    fields: { mailboxId, to, cc: [], bcc: [], subject, text, fin, readReceipt },
  });
  expect(await blocks()).toContain("too-big");
  await expect(call("drafts.send", { id: draft.id, confirmed: [], sendAt: null })).rejects.toThrow("send-blocked");
  await call("drafts.discard", { id: draft.id });
  evidence("26 Mo une fois codés : admis vers un confrère (SIZE de l’opérateur), refusés vers un patient (25 Mo)");
});

import { expect } from "@playwright/test";
import { newColleague, newPatient, sent } from "./support/mail";
import { requirement } from "./support/requirement";

requirement(["ECO.2.2.5"], async (practice, evidence) => {
  const { call, mailboxId } = practice;
  const elsewhere = newColleague();
  expect((await sent(practice, { to: [newColleague()] })).headers.has("reply-to")).toBe(false);
  await call("mailboxes.setReplyTo", { mailboxId, address: elsewhere });
  try {
    const { headers } = await sent(practice, { to: [newColleague()] });
    expect(headers.get("reply-to")).toBe(elsewhere);
    expect(headers.get("from")).toContain(practice.address);
    for (const address of ["marie.demo@exemple.fr", newPatient().address])
      await expect(call("mailboxes.setReplyTo", { mailboxId, address })).rejects.toThrow("reply-to-outside");
    expect(await call("mailboxes.replyTo", { mailboxId })).toEqual({ address: elsewhere });
  } finally {
    await call("mailboxes.setReplyTo", { mailboxId, address: "" });
  }
  evidence(
    "Reply-To posé seulement sur demande, à une adresse MSSanté ; hors de l’espace ou adresse de patient : refusée",
  );
});

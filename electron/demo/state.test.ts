import { expect, test } from "vitest";
import { createMailStore } from "./imap/store/mail-store";
import { withUidsAhead } from "./state";

test("an operator that was ended gives out no UID and no mod-sequence a second time", () => {
  const before = createMailStore();
  const deliver = (store: typeof before): number => store.deliver("a@demo", "INBOX", Buffer.from("Subject: x\r\n\r\n"));
  deliver(before);
  const written = before.snapshot();
  const lost = [deliver(before), deliver(before)];
  const highest = before.account("a@demo").find("INBOX")?.mailbox.highestModseq() ?? 0;

  const after = createMailStore();
  after.restore(withUidsAhead(written));
  const inbox = after.account("a@demo").find("INBOX")?.mailbox;
  expect(inbox?.uidValidity).toBe(before.account("a@demo").find("INBOX")?.mailbox.uidValidity);
  expect([...(inbox?.messages() ?? [])].map(({ uid }) => uid)).toEqual([1]);
  expect(deliver(after)).toBeGreaterThan(Math.max(...lost));
  expect(inbox?.highestModseq()).toBeGreaterThan(highest);
});

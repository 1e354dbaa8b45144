import { expect } from "@playwright/test";
import { throughDoor, xoauth2 } from "./support/doors";
import { arrivedAt, newColleague, newMark, send, write } from "./support/mail";
import { connected, type Practice } from "./support/practice";
import { journal } from "./support/journal";
import { requirement } from "./support/requirement";
import { traitsOfNobody } from "./support/patients";

const SECOND = "secretariat.demo@cabinet.essai.mssante.fr";
/** What Mailiz was seen to answer before it cut: `{"status":"401","schemes":"bearer","scope":"mail"}`. */
const CHALLENGE = "334 eyJzdGF0dXMiOiI0MDEiLCJzY2hlbWVzIjoiYmVhcmVyIiwic2NvcGUiOiJtYWlsIn0=";
const SMTP_REFUSALS = [
  { say: "535 5.7.8 Authentication credentials invalid" },
  { say: CHALLENGE, cut: true },
  { say: "454 4.7.0 Temporary authentication failure", cut: true },
] as const;

requirement(["CONF.08", "ECO.1.2.3"], async (practice, evidence) => {
  const { call, address } = practice;
  const second = await secondMailbox(practice);
  const refuse = (line: string): { readonly say: string } | null =>
    xoauth2(line)?.user === address
      ? { say: `${line.split(" ")[0] ?? ""} NO [AUTHENTICATIONFAILED] Authentication failed.` }
      : null;
  await throughDoor(practice, "imap", { answer: refuse }, async () => {
    await connected(practice, "offline");
    await connected({ call, mailboxId: second }, "ready");
    await othersWork(practice);
  });
  await practice.settle();

  for (const refusal of SMTP_REFUSALS) {
    const to = newColleague();
    const mark = newMark();
    const answer = (line: string) => (xoauth2(line) === undefined ? null : refusal);
    const id = await throughDoor(practice, "smtp", { answer }, async () => {
      const item = await send(practice, await write(practice, { to: [to], text: mark }));
      const state = async () => (await call("outbox.list", undefined)).find((one) => one.id === item.id)?.state;
      await expect.poll(state, { message: refusal.say }).toMatch(/retry|failed/u);
      await othersWork(practice);
      return item.id;
    });
    await practice.settle();
    await call("outbox.retry", { id });
    await arrivedAt(practice.space, to, mark);
  }
  evidence(
    `IMAP NO, SMTP 535, 334 puis coupure, 454 : l’autre boîte, les patients, les brouillons et les listes répondent ; chaque message refusé part ensuite`,
  );
});

async function secondMailbox({ call }: Practice) {
  const known = (await call("mailboxes.list", undefined)).find(({ address }) => address === SECOND);
  if (known !== undefined) return known.id;
  const added = { address: SECOND, name: "", kind: "ORG" as const, fromLabel: "Cabinet DEMO", environmentId: "custom" };
  const { mailbox, steps } = await call("mailboxes.add", added);
  if (mailbox === null) throw new Error(JSON.stringify(steps));
  return mailbox.id;
}

/** Far less than a server is waited for, far more than these take. */
const AT_ONCE_MS = 8000;

/** What has nothing to do with the mailbox that is refused does not wait for it. */
async function othersWork({ call, mailboxId }: Practice): Promise<void> {
  const since = Date.now();
  await call("patients.save", { id: null, traits: traitsOfNobody() });
  const draft = await call("drafts.create", { mailboxId, answers: null, mode: "new", to: [], documentId: null });
  await call("drafts.discard", { id: draft.id });
  await call("conversations.counts", { mailboxId: null });
  await journal({ call }, 10);
  expect(Date.now() - since).toBeLessThan(AT_ONCE_MS);
}

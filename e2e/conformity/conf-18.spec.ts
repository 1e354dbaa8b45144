import { join } from "node:path";
import { expect } from "@playwright/test";
import { DOCTOR } from "../journeys/support/real-mail";
import { filesThatHold } from "../attacks/support/disk";
import { throughDoor } from "./support/doors";
import { newColleague, newMark, send, sent, write } from "./support/mail";
import { journal } from "./support/journal";
import { requirement } from "./support/requirement";

const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?\+0[12]:00$/u;

requirement(["CONF.18", "ECO.4.1.2"], async (practice, evidence) => {
  const { address } = practice;
  const secret = newMark();
  const to = newColleague();
  await sent(practice, { to: [to], subject: secret, text: secret });
  const down = { answer: (line: string) => (line.startsWith("MAIL ") ? { say: "550 5.7.1 refused here" } : null) };
  await throughDoor(practice, "smtp", down, async () => {
    await send(practice, await write(practice, { to: [to], subject: secret, text: secret }));
    const failed = async () =>
      (await journal(practice, 20)).some(({ action, success }) => action === "send-failed" && !success);
    await expect.poll(failed).toBe(true);
  });
  const lines = await journal(practice, 500);
  const send1 = lines.find(({ action, recipients }) => action === "send" && recipients?.includes(to) === true);
  expect(send1).toMatchObject({ actor: DOCTOR.idNat, mailbox: address, success: true });
  expect(send1?.answer).toMatch(/^2\d\d/u);
  expect(send1?.request).not.toBe("");
  expect(lines.find(({ action }) => action === "send-failed")).toMatchObject({ actor: DOCTOR.idNat, success: false });
  for (const line of lines) expect(line.at).toMatch(LOCAL_TIME);
  expect(JSON.stringify(lines)).not.toContain(secret);
  expect(new Set(lines.map(({ hash }) => hash)).size).toBe(lines.length);
  // Nothing of it can be read beside the application.
  expect(filesThatHold(join(practice.folder, "profile"), [secret, to])).toEqual([]);
  evidence(
    "auteur, heure locale, action, demande, réponse du serveur, échecs compris ; ni objet ni texte ; journal illisible sur le disque",
  );
});

import { expect } from "@playwright/test";
import { throughDoor } from "./support/doors";
import { messageWith, newColleague, newMark, sent } from "./support/mail";
import { connected } from "./support/practice";
import { requirement } from "./support/requirement";
import { plainLetter } from "./support/window";

requirement(["CONF.11", "ECO.1.2.7"], async (practice, evidence) => {
  const { space, address, ways } = practice;
  const asked = await space.pending();
  await throughDoor(practice, "imap", {}, async (door) => {
    await connected(practice, "ready");
    await expect.poll(() => door.said().some(({ from, text }) => from === "client" && /IDLE/u.test(text))).toBe(true);
    door.forget();
    door.dismiss("* BYE Autologout; idle for too long");
    await expect
      .poll(() => door.said().some(({ from, text }) => from === "client" && /AUTHENTICATE/u.test(text)), {
        timeout: 15_000,
      })
      .toBe(true);
  });
  // Cut without a word, in both protocols.
  await ways.imap.inject({ kind: "reset" });
  await ways.smtp.inject({ kind: "reset" });
  const mark = newMark();
  await space.deliver(address, plainLetter(mark));
  await ways.heal();
  await messageWith(practice, mark);
  await connected(practice, "ready");
  await sent(practice, { to: [newColleague()] });
  // One of another spec may have expired meanwhile.
  const known = new Set(asked.map(({ id }) => id));
  expect((await space.pending()).filter(({ id }) => !known.has(id))).toEqual([]);
  evidence(
    "après BYE puis après une coupure : rouvert sans geste ni nouvelle demande PSC ; le message arrivé entre-temps est lu, l’envoi passe",
  );
});

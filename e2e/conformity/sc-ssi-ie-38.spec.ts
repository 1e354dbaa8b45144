import { expect } from "@playwright/test";
import { throughDoor } from "./support/doors";
import { connected } from "./support/practice";
import { requirement } from "./support/requirement";

requirement(["SC.SSI/IE.38"], async (practice, evidence) => {
  const { call } = practice;
  await throughDoor(practice, "imap", {}, async (door) => {
    await expect.poll(() => door.said().some(({ from, text }) => from === "client" && /IDLE/u.test(text))).toBe(true);
    await call("session.signOut", undefined);
    await connected(practice, "offline");
    await expect.poll(() => door.said().some(({ text }) => /^\S+ LOGOUT$/u.test(text))).toBe(true);
  });
  expect(await call("session.state", undefined)).toMatchObject({ state: "signed-out" });
  evidence("fermeture demandée : session PSC close, LOGOUT dit à l’opérateur, boîte hors ligne");
});

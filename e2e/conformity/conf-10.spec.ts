import { expect } from "@playwright/test";
import { throughDoor, xoauth2 } from "./support/doors";
import { arrivedAt, newColleague, newMark, send, write } from "./support/mail";
import { connected } from "./support/practice";
import { requirement } from "./support/requirement";

const CUT = { say: "334 eyJzdGF0dXMiOiI0MDEifQ==", cut: true } as const;

requirement(["CONF.10", "ECO.1.2.6"], async (practice, evidence) => {
  const { call, space } = practice;
  const tokens: string[] = [];
  // The first token shown is refused: a fresh one comes, once, on a new connection.
  const refuseFirst = (line: string) => {
    const token = xoauth2(line)?.token;
    if (token === undefined) return null;
    tokens.push(token);
    return tokens.length === 1 ? CUT : null;
  };
  const to = newColleague();
  const mark = newMark();
  await throughDoor(practice, "smtp", { answer: refuseFirst }, async () => {
    await send(practice, await write(practice, { to: [to], text: mark }));
    await arrivedAt(space, to, mark);
  });
  expect(new Set(tokens).size).toBe(2);

  const logout = await throughDoor(practice, "imap", {}, async (imap) => {
    await connected(practice, "ready");
    await space.endSessions();
    await throughDoor(practice, "smtp", { answer: (line) => (xoauth2(line) === undefined ? null : CUT) }, async () => {
      await send(practice, await write(practice, { to: [to], text: newMark() }));
      await expect
        .poll(async () => (await call("session.state", undefined)).state, { timeout: 20_000 })
        .toBe("signed-out");
    });
    await connected(practice, "offline");
    await expect.poll(() => imap.said().some(({ text }) => /^\S+ LOGOUT$/u.test(text))).toBe(true);
    imap.forget();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    return imap.said();
  });
  expect(logout.filter(({ text }) => /AUTHENTICATE/u.test(text))).toEqual([]);
  const [mailbox] = await call("mailboxes.list", undefined);
  expect(mailbox?.connection).toMatchObject({ state: "offline", reason: "signed-out" });
  evidence(
    "jeton refusé : un second, différent, est obtenu ; jeton non renouvelable : LOGOUT, boîte hors ligne, plus aucune connexion",
  );
});

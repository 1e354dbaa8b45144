import { expect } from "@playwright/test";
import { tested, throughDoor, xoauth2 } from "./support/doors";
import { newColleague, sent } from "./support/mail";
import { requirement } from "./support/requirement";

const JWT = /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/u;

requirement(["CONF.07", "ECO.1.2.1"], async (practice, evidence) => {
  const { address } = practice;
  // An operator that offers the other method too, and first.
  const bearerFirst = (line: string): string => line.replaceAll("AUTH=XOAUTH2", "AUTH=OAUTHBEARER AUTH=XOAUTH2");
  const imap = await throughDoor(practice, "imap", { rewrite: bearerFirst }, async (door) => {
    expect(await tested(practice, "imap")).toBe("ok");
    return door.said();
  });
  const inside = imap.filter(({ secure }) => secure);
  const asked = inside.findIndex(({ from, text }) => from === "client" && /AUTHENTICATE/iu.test(text));
  const before = inside.slice(0, asked).filter(({ from }) => from === "client");
  expect(before.every(({ text }) => / CAPABILITY$/iu.test(text))).toBe(true);
  expect(inside[asked]?.text).toMatch(/^\S+ AUTHENTICATE XOAUTH2(?: |$)/u);
  const proof = inside.slice(asked).flatMap(({ from, text }) => (from === "client" ? (xoauth2(text) ?? []) : []))[0];
  expect(proof).toMatchObject({ user: address, token: expect.stringMatching(JWT) });
  const accepted = inside.findIndex(({ from, text }, at) => at > asked && from === "server" && /^\S+ OK/u.test(text));
  const meanwhile = inside.slice(asked + 1, accepted).filter(({ from }) => from === "client");
  expect(meanwhile.filter(({ text }) => xoauth2(text) === undefined)).toEqual([]);
  expect(inside.slice(accepted).some(({ from }) => from === "client")).toBe(true);
  expect(imap.some(({ from, text }) => from === "client" && /OAUTHBEARER/iu.test(text))).toBe(false);

  const smtp = await throughDoor(
    practice,
    "smtp",
    { rewrite: (line) => line.replace(/AUTH XOAUTH2/u, "AUTH OAUTHBEARER XOAUTH2") },
    async (door) => {
      await sent(practice, { to: [newColleague()] });
      return door.said().filter(({ secure }) => secure);
    },
  );
  const verbs = smtp
    .filter(({ from }) => from === "client")
    .map(({ text }) => (xoauth2(text) === undefined ? (text.split(" ")[0] ?? "") : "XOAUTH2"))
    .slice(-smtp.length);
  const from = verbs.indexOf("AUTH");
  expect(verbs.slice(from - 1, from + 3)).toEqual(["EHLO", "AUTH", "XOAUTH2", "MAIL"]);
  const good = smtp.findIndex(({ text }) => text.startsWith("235 "));
  expect(good).toBeLessThan(smtp.findIndex(({ text }) => text.startsWith("MAIL FROM")));
  evidence(
    "STARTTLS, XOAUTH2 (adresse de la boîte, jeton signé), accord attendu, puis commandes, en IMAP et en SMTP ; OAUTHBEARER offert et laissé",
  );
});

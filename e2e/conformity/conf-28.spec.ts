import { join } from "node:path";
import { expect } from "@playwright/test";
import { filesThatHold, filesUnder } from "../attacks/support/disk";
import { tested, throughDoor, xoauth2 } from "./support/doors";
import { newColleague, sent } from "./support/mail";
import { requirement } from "./support/requirement";

requirement(["CONF.28", "ECO.1.2.5"], async (practice, evidence) => {
  const tokens = new Set<string>();
  for (const protocol of ["imap", "smtp"] as const)
    await throughDoor(practice, protocol, {}, async (door) => {
      expect(await tested(practice, "imap")).toBe("ok");
      await sent(practice, { to: [newColleague()] });
      for (const { text } of door.said()) tokens.add(xoauth2(text)?.token ?? "");
    });
  tokens.delete("");
  expect(tokens.size).toBeGreaterThan(0);
  const profile = join(practice.folder, "profile");
  const files = [...filesUnder(profile)];
  expect(files.length).toBeGreaterThan(3);
  // The whole token, its claims and its signature, each by itself.
  expect(
    filesThatHold(
      profile,
      [...tokens].flatMap((token) => [token, ...token.split(".").slice(1)]),
    ),
  ).toEqual([]);
  const anyJwt = /eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/u;
  expect(files.filter(([, bytes]) => anyJwt.test(bytes.toString("latin1"))).map(([path]) => path)).toEqual([]);
  evidence(
    `jetons vus sur le fil : ${tokens.size} ; aucun dans les ${files.length} fichiers du profil (texte, UTF-16, base64)`,
  );
});

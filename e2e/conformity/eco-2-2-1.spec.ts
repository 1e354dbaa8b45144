import { expect } from "@playwright/test";
import { newColleague, sent } from "./support/mail";
import { requirement } from "./support/requirement";

requirement(["ECO.2.2.1", "MSS/va1.12"], async (practice, evidence) => {
  const ids: string[] = [];
  for (let turn = 0; turn < 3; turn += 1)
    ids.push((await sent(practice, { to: [newColleague()] })).headers.get("message-id") ?? "");
  for (const id of ids) expect(id).toMatch(/^<[^\s<>@]+@[a-z0-9.-]+>$/u);
  expect(new Set(ids).size).toBe(ids.length);
  evidence(`${ids.length} messages, ${ids.length} Message-ID de la forme de la RFC 5322, tous différents`);
});

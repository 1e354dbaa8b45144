import { expect } from "@playwright/test";
import { HOST, tested, throughDoor } from "./support/doors";
import { requirement } from "./support/requirement";

requirement(["ECO.1.1.5"], async (practice, evidence) => {
  for (const protocol of ["imap", "smtp"] as const) {
    const certificate = await practice.space.issue({ hosts: [HOST[protocol]], daysLeft: -1 });
    await throughDoor(practice, protocol, { certificate }, async (door) => {
      expect(await tested(practice, protocol === "imap" ? "certificate" : "smtp")).toMatch(
        protocol === "imap" ? /^expired$/u : /^(?!ok$)/u,
      );
      expect(door.said().filter(({ from, secure }) => from === "client" && secure)).toEqual([]);
    });
  }
  evidence("certificat expiré depuis un jour : refusé en IMAP et en SMTP, rien n’est dit");
});

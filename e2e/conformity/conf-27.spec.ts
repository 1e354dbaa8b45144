import { expect } from "@playwright/test";
import { createPki } from "../../electron/demo/pki/pki";
import { HOST, tested, throughDoor } from "./support/doors";
import { requirement } from "./support/requirement";

requirement(
  ["CONF.27", "ECO.1.1.10"],
  async (practice, evidence) => {
    const stranger = await createPki({ now: () => new Date() });
    const told: string[] = [];
    for (const protocol of ["imap", "smtp"] as const) {
      const certificate = await stranger.issue([HOST[protocol]]);
      await throughDoor(practice, protocol, { certificate }, async (door) => {
        const code = await tested(practice, protocol === "imap" ? "certificate" : "smtp");
        expect(code).not.toBe("ok");
        told.push(`${protocol} ${code}`);
        expect(door.said().filter(({ from, secure }) => from === "client" && secure)).toEqual([]);
      });
      const other = await practice.space.issue({ hosts: ["autre.essai.mssante.fr"] });
      await throughDoor(practice, protocol, { certificate: other }, async (door) => {
        expect(await tested(practice, protocol === "imap" ? "certificate" : "smtp")).not.toBe("ok");
        expect(door.said().filter(({ from, secure }) => from === "client" && secure)).toEqual([]);
      });
    }
    evidence(`autre autorité refusée avant tout mot (${told.join(", ")}) ; bonne autorité, autre nom : refusé`);
  },
  { leaves: "les ancres réelles de l’IGC-Santé, qui n’ont pu être obtenues : une autorité d’essai tient leur place" },
);

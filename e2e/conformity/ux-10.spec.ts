import { expect } from "@playwright/test";
import type { Input } from "#shared/contract/index";
import { NO_CRITERIA } from "#shared/domain/directory-criteria";
import { requirement } from "./support/requirement";

/** Each leads to the same fictitious person of the directory, by another criterion beside the name. */
const CRITERIA: readonly Partial<Input<"directory.search">>[] = [
  { family: "DEMOTIN", given: "Alix" },
  { idNat: "899000000000" },
  { family: "DEMOTIN", profession: "Médecin" },
  { family: "DEMOTIN", specialty: "Médecine générale" },
  { family: "DEMOTIN", structure: "DEMOVILLE" },
  { family: "DEMOTIN", city: "DEMOVILLE" },
  { family: "DEMOTIN", postalCode: "69001" },
  { address: "alix0.demotin@confrere.essai.mssante.fr" },
];

requirement(
  ["UX.10", "UX.41"],
  async ({ call }, evidence) => {
    for (const criteria of CRITERIA) {
      const answers = await call("directory.search", { ...NO_CRITERIA, ...criteria });
      const ldap = answers.find(({ source }) => source === "ldap");
      expect(ldap?.failure, JSON.stringify(criteria)).toBeNull();
      expect(
        ldap?.recipients.map(({ address }) => address),
        JSON.stringify(criteria),
      ).toContain("alix0.demotin@confrere.essai.mssante.fr");
    }
    const nobody = await call("directory.search", { ...NO_CRITERIA, family: "DEMOTIN", city: "NULLE-PART-DEMO" });
    expect(nobody.flatMap(({ recipients }) => recipients)).toEqual([]);
    evidence(
      "RPPS, nom, prénom, profession, spécialité, structure, ville, code postal, adresse : chacun trouve ; critères contraires : rien",
    );
  },
  {
    leaves:
      "la voie, et la fenêtre de recherche elle-même : les critères sont posés par le contrat que la fenêtre appelle",
  },
);

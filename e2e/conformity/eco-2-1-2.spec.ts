import { expect } from "@playwright/test";
import { documentFrom } from "./support/documents";
import { newPatient } from "./support/mail";
import { TEST_OID, traitsOfNobody } from "./support/patients";
import { requirement } from "./support/requirement";

requirement(
  ["ECO.2.1.2"],
  async (practice, evidence) => {
    const { birthName, firstName, names, sex, birthDate, birthPlace } = traitsOfNobody();
    const traits = { birthName, firstName, names, sex, birthDate, birthPlace };
    const seen = [];
    // The same traits under two INS: only the identifier of the archive tells one from the other.
    for (const { matricule } of [newPatient(), newPatient()]) {
      const { card } = await documentFrom(practice, { patient: { ...traits, ins: { matricule, oid: TEST_OID } } });
      expect(card.patientMatricule).toBe(matricule);
      seen.push(card.patientMatricule);
    }
    expect(new Set(seen).size).toBe(2);
    evidence("deux archives de mêmes traits : chaque document est rattaché à l’INS (patientId) de son METADATA.XML");
  },
  { leaves: "le cas où le CDA et METADATA.XML nomment deux patients" },
);

import { expect } from "@playwright/test";
import { documentFrom } from "./support/documents";
import { newColleague, newPatient, sent } from "./support/mail";
import { requirement } from "./support/requirement";

requirement(
  ["CONF.16", "ECO.2.4.3"],
  async (practice, evidence) => {
    const { space } = practice;
    const { card, message } = await documentFrom(practice);
    const kinds = {
      nouveau: await sent(practice, { to: [newColleague()] }),
      réponse: await sent(practice, { to: [newColleague()], answers: message.id }),
      document: await sent(practice, { to: [newColleague()], documentId: card.id }),
      patient: await sent(practice, { to: [newPatient().address] }),
    };
    for (const [kind, { headers }] of Object.entries(kinds))
      expect(headers.get("x-mss-nil"), kind).toBe(space.environment.nil);
    evidence(`X-MSS-NIL sur chaque message : ${Object.keys(kinds).join(", ")}`);
  },
  {
    leaves:
      "la référence du produit elle-même : celle de l’environnement d’essai tient sa place tant qu’aucune n’est attribuée",
  },
);

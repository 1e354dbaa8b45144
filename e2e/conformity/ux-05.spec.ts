import { expect } from "@playwright/test";
import { documentFrom, newSeries } from "./support/documents";
import { requirement } from "./support/requirement";
import { traitsOfNobody } from "./support/patients";

requirement(["UX.05", "AMBU.MSS/va1.02"], async (practice, evidence) => {
  const { call } = practice;
  const { birthName, firstName, names } = traitsOfNobody();
  const patient = { birthName, firstName, names };
  const [first, second] = [newSeries(), newSeries()];
  const older = await documentFrom(practice, { patient, cda: first });
  const replaced = { ...second, setId: first.setId, version: 2, replaces: first.id, title: "Compte rendu rectifié" };
  const newer = await documentFrom(practice, { patient, cda: replaced, action: "replace" });
  const stateOf = async (id: typeof older.card.id) => (await call("documents.open", { id })).card.state;
  await expect.poll(() => stateOf(older.card.id)).toBe("replaced");
  expect(await stateOf(newer.card.id)).toBe("current");
  const before = await call("documents.open", { id: older.card.id });
  expect(before.cda?.body).toBe("pdf");
  expect(before.versions.map(({ state }) => state).toSorted()).toEqual(["current", "replaced"]);

  const request = await documentFrom(practice, { patient, cda: replaced, action: "delete" });
  // Nothing is erased on the author's word alone.
  expect(await stateOf(newer.card.id)).toBe("current");
  await call("documents.answerDeletion", { id: request.card.id, answer: "delete" });
  await expect.poll(() => stateOf(newer.card.id)).toBe("deleted");
  expect((await call("documents.open", { id: newer.card.id })).cda).not.toBeNull();
  evidence(
    "v2 reçue : v1 remplacée et lisible ; suppression demandée : proposée, appliquée sur le seul accord de la personne",
  );
});

import { expect } from "@playwright/test";
import { documentFrom } from "./support/documents";
import { newColleague, write } from "./support/mail";
import { requirement } from "./support/requirement";
import { qualifiedPatient } from "./support/patients";

requirement(["MSS/va1.22"], async (practice, evidence) => {
  const { call } = practice;
  const { traits, address } = qualifiedPatient();
  const { status: _, ...patient } = traits;
  const saved = await call("patients.save", {
    id: null,
    traits: { ...traits, opposedToProfessionalsOn: "2026-11-20" },
  });
  expect((await call("patients.open", { id: saved.id })).patient.opposedToProfessionalsOn).toBe("2026-11-20");

  const { card } = await documentFrom(practice, { patient });
  const reminded = async (to: string): Promise<readonly string[]> => {
    const draft = await write(practice, { to: [to], documentId: card.id });
    const { confirms } = await call("drafts.check", { id: draft.id });
    if (to !== address)
      await expect(call("drafts.send", { id: draft.id, confirmed: [], sendAt: null })).rejects.toThrow(
        "send-unconfirmed",
      );
    await call("drafts.discard", { id: draft.id });
    return confirms.map(({ code }) => code);
  };
  expect(await reminded(newColleague())).toContain("opposition-professionals");
  expect(await reminded(address)).not.toContain("opposition-professionals");
  evidence(
    "opposition notée avec sa date, relue dans la fiche ; document de ce patient adressé à un confrère : retenu jusqu’à confirmation ; au patient : non",
  );
});

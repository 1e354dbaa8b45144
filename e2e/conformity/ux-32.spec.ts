import { expect } from "@playwright/test";
import { sent, write } from "./support/mail";
import { requirement } from "./support/requirement";
import { qualifiedPatient, traitsOfNobody } from "./support/patients";

requirement(
  ["UX.32", "ECO.3.1.5", "ECO.2.2.6"],
  async (practice, evidence) => {
    const { call } = practice;
    const { traits, address } = qualifiedPatient();
    await call("patients.save", { id: null, traits });
    const offered = async (text: string) =>
      (await call("recipients.local", { text })).filter(({ kind }) => kind === "patient").map((one) => one.address);
    expect(await offered(traits.birthName)).toEqual([address]);
    const unsure = qualifiedPatient();
    const { birthName } = traitsOfNobody();
    await call("patients.save", { id: null, traits: { ...unsure.traits, birthName, status: "RECUP" } });
    expect(await offered(birthName)).toEqual([]);
    // One digit of the key off: an address that nobody qualified.
    const wrong = address.replace(
      /^(.{13})(\d)/u,
      (_, body: string, digit: string) => `${body}${(Number(digit) + 1) % 10}`,
    );
    const bad = await write(practice, { to: [wrong] });
    const { blocks } = await call("drafts.check", { id: bad.id });
    expect(blocks.map(({ code }) => code)).toContain("bad-ins-key");
    await call("drafts.discard", { id: bad.id });
    const identity = await write(practice, { to: [address] });
    const { confirms } = await call("drafts.check", { id: identity.id });
    expect(confirms.find(({ code }) => code === "patient-identity")?.patient).toMatchObject({
      sex: "female",
      known: { birthDate: traits.birthDate, agrees: true },
    });
    await call("drafts.discard", { id: identity.id });
    expect((await sent(practice, { to: [address] })).headers.get("to")).toContain(address);
    evidence(
      "fiche qualifiée : adresse formée sur son INS, identité à confirmer, message remis ; fiche non qualifiée : non proposée ; clé fausse : refusée",
    );
  },
  { leaves: "le geste dans la fiche du patient : la proposition est demandée par le contrat" },
);

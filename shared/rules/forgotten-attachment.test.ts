import { describe, expect, it } from "vitest";
import { mentionsAttachment } from "./forgotten-attachment";
import { processorTime } from "./testing/processor-time";

describe("words that announce a file", () => {
  it.each([
    "Vous trouverez ci-joint le compte rendu.",
    "Ci joint l'ordonnance",
    "la lettre ci-jointe",
    "Les résultats ci-joints",
    "ci-inclus le courrier",
    "Voir la pièce jointe",
    "Voir les PIÈCES JOINTES.",
    "le détail est en annexe",
    "Je vous l'envoie en PJ.",
    "cf. PJ",
    "Le document joint à ce message",
    "compte-rendu joint",
    "Les éléments joints au présent message",
    "Je joins les examens",
    "Je vous joins les examens",
    "Merci\r\nVous trouverez joint le bilan",
    "pie\u0300ce jointe",
    "Voir la pièce\u00A0jointe",
    "la pièce\njointe",
  ])("are seen in %j", (text) => {
    expect(mentionsAttachment(text)).toBe(true);
  });

  it.each([
    "",
    "Bonjour, merci de votre retour.",
    "Pouvez-vous me joindre au cabinet ?",
    "Son conjoint est présent",
    "conjointement",
    "adjoint au chef de service",
    "douleur à l'articulation jointe",
    "> ci-joint le compte rendu",
    "Merci\n> > voir la pièce jointe",
    "Bien reçu\n\n-----Message d'origine-----\nci-joint le compte rendu",
    "Bien reçu\n\nLe 12/03/2024 à 10:00, Dr MARTIN a écrit :\nci-joint le compte rendu",
    "Bien reçu\r\n\r\nDe : Marie MARTIN <marie.martin@medecin.mssante.fr>\r\nci-joint",
  ])("are not seen in %j", (text) => {
    expect(mentionsAttachment(text)).toBe(false);
  });

  it("are looked for quickly in a huge text", () => {
    const spent = processorTime();
    mentionsAttachment("le ".repeat(1_000_000));
    mentionsAttachment("de : a\n".repeat(300_000));
    mentionsAttachment("ci-".repeat(700_000));
    expect(spent()).toBeLessThan(1000);
  });
});

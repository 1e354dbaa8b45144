import { fold } from "#shared/rules/fold";
import { numberOf } from "../world/seeded-random";

/** What patients write back, by what the message is about; the first subject whose words are met decides. */
const ANSWERS: readonly { readonly words: readonly string[]; readonly texts: readonly string[] }[] = [
  {
    words: ["rendez-vous", "rdv", "consultation", "creneau"],
    texts: [
      "Merci, ce créneau me convient très bien. Je serai là dix minutes avant.",
      "C’est noté pour le rendez-vous. Dois-je apporter mes derniers résultats ?",
      "Merci beaucoup. Je ne suis pas disponible le mercredi matin, mais tout autre jour me va.",
    ],
  },
  {
    words: ["ordonnance", "traitement", "pharmacie", "comprime", "renouvellement"],
    texts: [
      "Merci, j’irai chercher le traitement à la pharmacie ce soir.",
      "Bien reçu. Faut-il le prendre le matin ou le soir ?",
      "Merci Docteur. Je n’ai plus que trois comprimés, cela tombe bien.",
    ],
  },
  {
    words: ["resultat", "analyse", "bilan", "prise de sang", "biologie", "glycemie"],
    texts: [
      "Merci pour ces nouvelles, me voilà rassuré. Faut-il refaire une prise de sang dans trois mois ?",
      "Bien reçu, je vous remercie d’avoir regardé mes résultats aussi vite.",
      "Merci. Je vais faire attention au sel et au sucre comme vous me l’avez conseillé.",
    ],
  },
  {
    words: ["radio", "echographie", "scanner", "irm", "imagerie"],
    texts: [
      "Merci, j’ai obtenu une place pour l’examen mardi prochain.",
      "Bien reçu. Faut-il être à jeun pour l’examen ?",
    ],
  },
  {
    words: ["vaccin", "rappel"],
    texts: [
      "Merci, je passerai pour le vaccin la semaine prochaine.",
      "D’accord. Faut-il que j’achète le vaccin avant de venir ?",
    ],
  },
  {
    words: ["certificat", "attestation", "arret"],
    texts: [
      "Merci beaucoup pour le document, je le transmets aujourd’hui.",
      "Bien reçu, merci. Bonne journée à toute l’équipe.",
    ],
  },
];

const OTHERWISE: readonly string[] = [
  "Merci pour votre message, c’est bien noté.",
  "Bien reçu, je vous remercie. Je vous tiens au courant si cela ne va pas mieux.",
  "Merci Docteur. J’ai encore une question : est-ce que je peux reprendre la marche tout de suite ?",
  "Merci beaucoup de votre réponse rapide. Bonne journée à vous.",
];

/** A plausible answer to a message; the same message gets the same answer. */
export function patientAnswer(message: {
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
}): string {
  const about = fold(`${message.subject} ${message.text.slice(0, 4000)}`);
  const texts = ANSWERS.find(({ words }) => words.some((word) => about.includes(word)))?.texts ?? OTHERWISE;
  return texts[numberOf(message.messageId) % texts.length] ?? "Merci pour votre message.";
}

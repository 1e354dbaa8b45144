import type { Scenario } from "./scenario";

/** What patients of Mon espace santé and the practice write to each other; the practice always begins. */
export const PATIENT_SCENARIOS: readonly Scenario[] = [
  {
    with: "patient",
    box: "doctor",
    subject: "Vos résultats de prise de sang",
    turns: [
      [
        "out",
        "Vos résultats de prise de sang sont bons dans l’ensemble. Le cholestérol reste un peu élevé : nous en reparlerons à la prochaine consultation. Continuez le traitement sans changement.",
      ],
      ["in", "Merci Docteur. Est-ce que je dois refaire la prise de sang avant de vous revoir ?"],
      ["out", "Oui, une semaine avant, à jeun. L’ordonnance est dans votre espace."],
      ["in", "C’est noté, merci beaucoup."],
    ],
  },
  {
    with: "patient",
    box: "doctor",
    subject: "Renouvellement de votre traitement",
    turns: [
      [
        "out",
        "Votre ordonnance est renouvelée pour trois mois. Pensez à prendre rendez-vous avant la fin du traitement pour contrôler votre tension.",
      ],
      ["in", "Merci. Je supporte bien le nouveau comprimé, juste un peu de toux le soir. Est-ce normal ?"],
      [
        "out",
        "Cette toux peut venir du médicament. Si elle persiste plus de deux semaines, prévenez-moi : nous le remplacerons.",
      ],
    ],
  },
  {
    with: "patient",
    box: "secretariat",
    subject: "Confirmation de rendez-vous",
    ends: true,
    turns: [
      [
        "out",
        "Votre rendez-vous avec le Dr MARTIN est confirmé {jour} à {heure}. Merci d’apporter votre carte Vitale et vos derniers résultats.",
      ],
    ],
  },
  {
    with: "patient",
    box: "secretariat",
    subject: "Déplacement de votre rendez-vous",
    turns: [
      ["out", "Le Dr LEROY sera absent {jour}. Pouvons-nous déplacer votre rendez-vous au lendemain, {heure} ?"],
      ["in", "Oui, cela me convient. Merci de m’avoir prévenu."],
      ["out", "C’est fait, à bientôt."],
    ],
  },
  {
    with: "patient",
    box: "doctor",
    subject: "Suite de votre consultation",
    turns: [
      [
        "out",
        "Comme convenu, voici les conseils pour votre dos : évitez le port de charges pendant dix jours, continuez à marcher, et prenez le paracétamol seulement si besoin.",
      ],
      ["in", "La douleur descend maintenant dans la jambe gauche, surtout la nuit. Dois-je m’inquiéter ?"],
      [
        "out",
        "Si vous remarquez une faiblesse de la jambe ou des troubles urinaires, appelez tout de suite le 15. Sinon, je vous propose de vous revoir {jour} à {heure}.",
      ],
      ["in", "Pas de faiblesse, je viendrai {jour}. Merci Docteur."],
    ],
  },
  {
    with: "patient",
    box: "doctor",
    subject: "Votre échographie",
    turns: [
      [
        "out",
        "J’ai reçu le compte rendu de votre échographie : il n’y a rien d’inquiétant. Le petit kyste signalé est bénin et ne demande pas de surveillance.",
      ],
      ["in", "Me voilà soulagé{e}, merci de m’avoir écrit aussi vite."],
    ],
  },
  {
    with: "patient",
    box: "secretariat",
    subject: "Campagne de vaccination contre la grippe",
    ends: true,
    turns: [
      [
        "out",
        "La campagne de vaccination contre la grippe a commencé. Vous pouvez retirer votre vaccin en pharmacie avec votre bon de prise en charge, puis prendre rendez-vous au cabinet ou auprès de votre infirmier.",
      ],
    ],
  },
  {
    with: "patient",
    box: "doctor",
    subject: "Votre automesure de tension",
    turns: [
      ["out", "Pouvez-vous mesurer votre tension trois matins et trois soirs de suite, puis m’envoyer les chiffres ?"],
      [
        "in",
        "Voici mes mesures : {ta}, 138/84, 141/86, 135/82, 139/85, 136/83. J’ai bien attendu cinq minutes assis{e} à chaque fois.",
      ],
      [
        "out",
        "Merci, c’est très clair. La moyenne est un peu au-dessus de l’objectif : nous ajusterons le traitement {jour}.",
      ],
    ],
  },
  {
    with: "patient",
    box: "doctor",
    subject: "Question sur votre traitement",
    turns: [
      ["out", "Vous avez débuté le nouveau traitement il y a dix jours. Comment le supportez-vous ?"],
      [
        "in",
        "Plutôt bien, mais j’ai eu deux jours de nausées. Elles ont disparu depuis. Faut-il le prendre pendant le repas ?",
      ],
      ["out", "Oui, au milieu du repas du soir, c’est mieux. Gardez la même dose."],
      ["in", "Entendu, merci."],
      ["in", "Une précision : ma pharmacie n’a que la boîte de 28 comprimés. Cela change-t-il quelque chose ?"],
    ],
  },
  {
    with: "patient",
    box: "secretariat",
    subject: "Documents pour votre dossier",
    turns: [
      [
        "out",
        "Pour compléter votre dossier, pourriez-vous nous indiquer la date de votre dernier rappel de vaccin contre le tétanos ?",
      ],
      ["in", "D’après mon carnet, c’était le {date}."],
      ["out", "Merci, votre dossier est à jour."],
    ],
  },
  {
    with: "patient",
    box: "doctor",
    subject: "Votre certificat médical",
    ends: true,
    turns: [["out", "Votre certificat d’aptitude au sport est disponible au secrétariat. Il est valable un an."]],
  },
  {
    with: "patient",
    box: "doctor",
    subject: "Après votre hospitalisation",
    turns: [
      [
        "out",
        "J’ai bien reçu le compte rendu de votre hospitalisation. Comment vous sentez-vous depuis votre retour à la maison ?",
      ],
      [
        "in",
        "Encore fatigué{e} mais je remonte les escaliers sans m’arrêter. L’infirmière passe tous les matins. La cicatrice est propre.",
      ],
      [
        "out",
        "Très bonnes nouvelles. Continuez les piqûres jusqu’à la fin de la boîte. Je vous vois {jour} à {heure}.",
      ],
      ["in", "Merci pour tout, Docteur."],
    ],
  },
  {
    with: "patient",
    box: "doctor",
    about: "women",
    subject: "Résultats de votre frottis",
    turns: [
      ["out", "Le résultat de votre frottis est normal. Le prochain contrôle est à prévoir dans trois ans."],
      ["in", "Merci beaucoup pour cette bonne nouvelle."],
    ],
  },
  {
    with: "patient",
    box: "secretariat",
    subject: "Votre demande de duplicata",
    turns: [
      [
        "out",
        "Le duplicata de votre ordonnance de lunettes doit être demandé à votre ophtalmologue. Souhaitez-vous que nous transmettions votre demande au Dr DEMO-OPHTALMO ?",
      ],
      ["in", "Oui, s’il vous plaît, ce serait très aimable."],
      ["out", "C’est transmis, vous le recevrez directement."],
    ],
  },
  {
    with: "patient",
    box: "doctor",
    subject: "Suivi du sevrage tabagique",
    turns: [
      [
        "out",
        "Où en êtes-vous après ce premier mois sans tabac ? N’hésitez pas à me dire si les envies restent fortes.",
      ],
      ["in", "Je tiens bon ! Quelques envies après le café. J’ai pris deux kilos, cela m’ennuie un peu."],
      [
        "out",
        "Bravo, c’est le plus difficile qui est fait. La prise de poids se stabilise d’ordinaire vers trois mois. Continuez les patchs à la dose actuelle.",
      ],
    ],
  },
  {
    with: "patient",
    box: "doctor",
    subject: "Votre examen d’imagerie",
    turns: [
      [
        "out",
        "L’IRM est demandée au centre des Quais. Ils vous appelleront pour fixer la date. Prévenez-les si vous portez un stimulateur ou des éclats métalliques.",
      ],
      ["in", "J’ai obtenu un rendez-vous {jour} à {heure}. Faut-il être à jeun ?"],
      ["out", "Non, vous pouvez manger normalement."],
    ],
  },
  {
    with: "patient",
    box: "doctor",
    subject: "Votre glycémie",
    turns: [
      [
        "out",
        "Votre hémoglobine glyquée est à {hba} %. C’est mieux qu’il y a trois mois. Continuez la marche quotidienne.",
      ],
      [
        "in",
        "Je suis content{e}, je marche quarante minutes chaque jour avec le chien. Et j’ai arrêté les jus de fruits.",
      ],
    ],
  },
  {
    with: "patient",
    box: "secretariat",
    subject: "Fermeture du cabinet",
    ends: true,
    turns: [
      [
        "out",
        "Le cabinet sera fermé {jour}. En cas de besoin de soins non programmés, appelez le 116 117 ; en cas d’urgence, le 15.",
      ],
    ],
  },
];

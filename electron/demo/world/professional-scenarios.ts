import type { Scenario } from "./scenario";

/** What colleagues and the practice write to each other. */
export const PROFESSIONAL_SCENARIOS: readonly Scenario[] = [
  {
    with: "cardiology",
    box: "doctor",
    subject: "Avis cardiologique – {patient}",
    turns: [
      [
        "out",
        "Je vous adresse {patient}, {age} ans, pour avis devant des palpitations apparues il y a {n} semaines, sans syncope ni douleur thoracique. L’ECG de repos est sinusal à {fc}/min, la TA à {ta}. Pourriez-vous {le} recevoir prochainement ?",
      ],
      [
        "in",
        "Je vous remercie de m’avoir confié {patient}. Je peux proposer un rendez-vous le {jour} à {heure} avec un Holter dans la foulée. Merci de lui demander d’apporter ses ordonnances.",
      ],
      ["out", "Parfait, {il} est prévenu{e}. Merci de votre disponibilité."],
      [
        "in",
        "Holter des 24 heures : quelques extrasystoles auriculaires isolées, aucun passage en fibrillation. Je ne retiens pas d’indication à une anticoagulation. Échographie cardiaque normale, FEVG à {fe} %. Contrôle dans un an.",
      ],
    ],
  },
  {
    with: "cardiology",
    box: "doctor",
    subject: "Adaptation du traitement antihypertenseur, {patient}",
    turns: [
      [
        "in",
        "J’ai revu {patient} ce jour. Automesure tensionnelle au-dessus des objectifs ({ta} en moyenne). Je majore l’amlodipine à 10 mg. Pouvez-vous contrôler l’ionogramme et la créatinine dans trois semaines ?",
      ],
      ["out", "Bien noté, l’ordonnance de biologie est faite. Je vous transmettrai le résultat."],
    ],
  },
  {
    with: "laboratory",
    box: "doctor",
    subject: "Résultat à contrôler – {patient}",
    turns: [
      [
        "in",
        "Kaliémie à {k} mmol/L sur le prélèvement de ce matin pour {patient}, contrôlée sur le même tube, sans hémolyse. Nous vous appelons également. Le compte rendu complet suit par messagerie.",
      ],
      ["out", "Merci de votre alerte. {Il} est revu{e} cet après-midi, contrôle demandé demain matin."],
    ],
  },
  {
    with: "laboratory",
    box: "secretariat",
    subject: "Prescription illisible, {patient}",
    turns: [
      [
        "in",
        "La prescription de {patient} nous est parvenue incomplète : pourriez-vous préciser si le dosage de la vitamine B12 est demandé ?",
      ],
      ["out", "Oui, vitamine B12 et folates. La prescription corrigée est jointe au dossier, merci."],
      ["in", "Merci, le dossier est complet. Résultats attendus {jour}."],
    ],
  },
  {
    with: "laboratory",
    box: "secretariat",
    subject: "Fermeture exceptionnelle du site des Tilleuls",
    turns: [
      [
        "in",
        "Notre site des Tilleuls sera fermé {jour} pour travaux. Les prélèvements sont assurés au site de la Gare de 7 h à 12 h 30. Le ramassage au cabinet est maintenu.",
      ],
    ],
  },
  {
    with: "imaging",
    box: "doctor",
    subject: "Demande d’échographie – {patient}",
    turns: [
      [
        "out",
        "Merci de recevoir {patient} pour une échographie abdominale : douleurs de l’hypochondre droit depuis {n} semaines, bilan hépatique peu perturbé. Recherche de lithiase.",
      ],
      ["in", "Rendez-vous fixé {jour} à {heure}. {Il} doit être à jeun depuis six heures."],
      [
        "in",
        "Examen réalisé : vésicule multilithiasique à parois fines, pas de dilatation des voies biliaires. Le compte rendu détaillé vous parvient dans un envoi séparé.",
      ],
      ["out", "Merci pour votre rapidité. Je l’adresse en consultation de chirurgie."],
    ],
  },
  {
    with: "imaging",
    box: "secretariat",
    subject: "Créneaux d’IRM disponibles",
    turns: [
      [
        "in",
        "Suite à des désistements, nous disposons de {n} créneaux d’IRM ostéo-articulaire cette semaine. Merci de nous signaler les patients prioritaires.",
      ],
      ["out", "Merci, nous proposons {patient}, dont la demande date de trois semaines."],
      ["in", "C’est réservé : {jour} à {heure}. La convocation part ce jour."],
    ],
  },
  {
    with: "hospital",
    box: "doctor",
    subject: "Hospitalisation de {patient}",
    turns: [
      [
        "in",
        "{patient} est hospitalisé{e} dans notre service depuis hier pour une pneumopathie du lobe inférieur droit, oxygénoréquérante à 2 L/min. Pourriez-vous nous transmettre le traitement habituel et les antécédents ?",
      ],
      [
        "out",
        "Traitement habituel : ramipril 5 mg, atorvastatine 20 mg, metformine 1 g matin et soir. Allergie à l’amoxicilline (urticaire en 2011). Vaccination antipneumococcique à jour.",
      ],
      [
        "in",
        "Merci pour ces précisions, l’antibiothérapie a été adaptée. Évolution favorable, sortie envisagée {jour}.",
      ],
    ],
  },
  {
    with: "hospital",
    box: "doctor",
    about: "elders",
    subject: "Entrée directe possible ? {patient}",
    turns: [
      [
        "out",
        "Auriez-vous une place pour {patient}, {age} ans, en perte d’autonomie avec chutes répétées et déshydratation débutante ? L’entourage est épuisé. Je souhaiterais éviter un passage aux urgences.",
      ],
      ["in", "Une place se libère {jour}. Merci de nous envoyer la dernière biologie et la liste des traitements."],
      ["out", "C’est envoyé. L’ambulance est commandée pour {heure}."],
    ],
  },
  {
    with: "emergency",
    box: "doctor",
    subject: "Passage aux urgences cette nuit – {patient}",
    turns: [
      [
        "in",
        "{patient} a été vu{e} cette nuit pour une entorse de cheville grade II. Radiographies sans fracture, attelle et antalgiques de palier 1. Merci de {le} revoir dans une semaine.",
      ],
      ["out", "Merci, je {le} revois {jour} à {heure}."],
    ],
  },
  {
    with: "dermatology",
    box: "doctor",
    subject: "Télé-expertise : lésion pigmentée, {patient}",
    turns: [
      [
        "out",
        "Je sollicite votre avis pour une lésion pigmentée du dos chez {patient}, {age} ans, 7 mm, bords un peu irréguliers, stable selon l’entourage. Photographies disponibles au cabinet si besoin.",
      ],
      ["in", "À la lecture de votre description, je préfère une dermoscopie. Je propose {jour} à {heure}."],
      [
        "in",
        "Consultation de ce jour : naevus composé d’allure bénigne, exérèse de précaution réalisée, anatomopathologie en cours. Fils à retirer dans douze jours au cabinet.",
      ],
      ["out", "Merci beaucoup. Le retrait des fils est programmé."],
    ],
  },
  {
    with: "diabetology",
    box: "doctor",
    subject: "Équilibre du diabète de {patient}",
    turns: [
      [
        "in",
        "J’ai revu {patient} en hôpital de jour. HbA1c à {hba} %, pas de complication au fond d’œil. J’introduis un analogue du GLP-1 hebdomadaire et j’arrête le gliclazide.",
      ],
      [
        "out",
        "Bien reçu. La tolérance digestive est bonne après deux semaines. Je renouvelle le matériel de surveillance.",
      ],
      ["in", "Très bien. Prochain contrôle chez vous dans trois mois, puis chez nous à six mois."],
    ],
  },
  {
    with: "surgery",
    box: "doctor",
    subject: "Arthroplastie de hanche – {patient}",
    turns: [
      [
        "in",
        "L’intervention de {patient} est fixée au {date}. Merci d’arrêter l’anti-agrégant sept jours avant et de prescrire le bilan préopératoire habituel.",
      ],
      ["out", "Bilan prescrit, arrêt de l’aspirine expliqué. Pas de contre-indication de mon côté."],
      [
        "in",
        "Suites simples, sortie à J3 avec kinésithérapie à domicile. HBPM pendant 35 jours, plaquettes deux fois par semaine.",
      ],
    ],
  },
  {
    with: "pathology",
    box: "doctor",
    subject: "Délai de réponse, prélèvement de {patient}",
    turns: [
      [
        "out",
        "Je n’ai pas encore reçu le résultat du prélèvement de {patient} du {date}. Pourriez-vous me dire où il en est ?",
      ],
      ["in", "Une étude immunohistochimique complémentaire est en cours. Le compte rendu vous sera adressé {jour}."],
    ],
  },
  {
    with: "ophthalmology",
    box: "doctor",
    subject: "Fond d’œil annuel – {patient}",
    turns: [
      [
        "in",
        "Fond d’œil de {patient} : pas de rétinopathie diabétique. Tension oculaire à 15 mmHg des deux côtés. Cataracte débutante sans retentissement. Contrôle dans un an.",
      ],
    ],
  },
  {
    with: "pharmacy",
    box: "doctor",
    subject: "Interaction sur l’ordonnance de {patient}",
    turns: [
      [
        "in",
        "Nous relevons une association déconseillée entre la clarithromycine et l’atorvastatine sur l’ordonnance de {patient}. Souhaitez-vous suspendre la statine pendant l’antibiothérapie ?",
      ],
      ["out", "Oui, suspension de l’atorvastatine pendant sept jours, puis reprise. Merci de votre vigilance."],
      ["in", "C’est fait, {il} est informé{e}. Bonne journée."],
    ],
  },
  {
    with: "pharmacy",
    box: "secretariat",
    subject: "Rupture d’approvisionnement – {patient}",
    turns: [
      [
        "in",
        "Le furosémide 20 mg est en rupture chez nos grossistes. Pour {patient}, accepteriez-vous un demi-comprimé de 40 mg ?",
      ],
      ["out", "Le Dr MARTIN est d’accord pour un demi-comprimé de 40 mg le matin."],
    ],
  },
  {
    with: "pharmacy",
    box: "secretariat",
    subject: "Renouvellement à faire : {patient}",
    turns: [
      [
        "in",
        "L’ordonnance de {patient} arrive à échéance {jour}. Merci de nous adresser le renouvellement, {il} ne peut pas se déplacer cette semaine.",
      ],
      ["out", "L’ordonnance est prête, elle vous est transmise dans la journée."],
    ],
  },
  {
    with: "nurse",
    box: "doctor",
    subject: "Plaie de jambe de {patient}",
    turns: [
      [
        "in",
        "La plaie de {patient} bourgeonne bien mais reste exsudative. Puis-je passer à un hydrofibre, deux soins par semaine ? La douleur est cotée à {n}/10 au moment du soin.",
      ],
      ["out", "D’accord pour l’hydrofibre. Ajoutez du paracétamol une heure avant le soin. Je passe {le} voir {jour}."],
      ["in", "Merci Docteur, je vous tiens au courant de l’évolution."],
      [
        "in",
        "Bonne évolution : la plaie a diminué de moitié en trois semaines. Je propose d’espacer à un soin hebdomadaire.",
      ],
    ],
  },
  {
    with: "nurse",
    box: "secretariat",
    subject: "Prélèvement à domicile – {patient}",
    turns: [
      ["in", "Je passe chez {patient} {jour} à {heure}. Pouvez-vous confirmer que l’INR est bien à prélever ?"],
      ["out", "Oui, INR et plaquettes. Merci."],
    ],
  },
  {
    with: "physiotherapist",
    box: "doctor",
    subject: "Bilan de rééducation, {patient}",
    turns: [
      [
        "in",
        "Après {n} séances, {patient} a retrouvé une flexion du genou à 110°. Marche sans canne en intérieur. Je propose de poursuivre dix séances, en insistant sur la proprioception.",
      ],
      ["out", "Merci pour ce bilan. La prescription de dix séances est faite."],
    ],
  },
  {
    with: "nursing-home",
    about: "elders",
    box: "doctor",
    subject: "{patient} : fièvre depuis hier",
    turns: [
      [
        "in",
        "{patient} présente une fièvre à 38,6 °C depuis hier soir, toux grasse, SpO2 à 94 %. TA {ta}. Pouvez-vous passer aujourd’hui ?",
      ],
      ["out", "Je passe en fin de matinée. Merci de faire un test antigénique et de prévoir une bandelette urinaire."],
      ["in", "Test antigénique négatif, bandelette négative. Nous vous attendons."],
      [
        "out",
        "Bronchite sans signe de gravité, traitement symptomatique et surveillance de la saturation. Rappelez-moi si SpO2 sous 92 %.",
      ],
    ],
  },
  {
    with: "paediatrics",
    about: "children",
    box: "doctor",
    subject: "Suivi de {patient}",
    turns: [
      [
        "in",
        "J’ai vu {patient} pour un asthme d’effort bien contrôlé sous traitement de fond. Projet d’accueil individualisé rempli pour l’école. Je {le} reverrai dans six mois.",
      ],
      ["out", "Merci, je poursuis le renouvellement entre-temps."],
    ],
  },
  {
    with: "gynaecology",
    about: "women",
    box: "doctor",
    subject: "Consultation de {patient}",
    turns: [
      [
        "in",
        "J’ai reçu {patient} pour son suivi. Examen normal, frottis réalisé. Contraception inchangée. Merci de contrôler le bilan lipidique à l’occasion.",
      ],
      ["out", "Bien reçu, le bilan est prescrit."],
    ],
  },
  {
    with: "hospital",
    box: "secretariat",
    subject: "Demande de dossier médical – {patient}",
    turns: [
      [
        "in",
        "Dans le cadre de la prise en charge de {patient}, merci de nous adresser les derniers comptes rendus de cardiologie et la liste des allergies.",
      ],
      ["out", "Les documents vous sont adressés dans un envoi séparé, dans une archive IHE XDM."],
      ["in", "Bien reçus, merci."],
    ],
  },
  {
    with: "cardiology",
    box: "secretariat",
    subject: "Report de rendez-vous – {patient}",
    turns: [
      [
        "in",
        "Le Dr DEMO-CARDIO doit reporter la consultation de {patient}. Nouveau créneau : {jour} à {heure}. Merci de l’en informer.",
      ],
      ["out", "{Il} est informé{e} et accepte ce créneau."],
    ],
  },
];

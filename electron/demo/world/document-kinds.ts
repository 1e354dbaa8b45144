import type { DocumentBlock, DocumentSection } from "../ports";
import type { Trade } from "./colleagues";
import { laboratorySections } from "./laboratory-panels";
import type { SeededRandom } from "./seeded-random";

/** A type of document (TRE_A04) as the world makes it: who signs it, in which setting, around a PDF or in sections. */
export type DocumentKind = {
  readonly type: string;
  readonly label: string;
  /** `practice`: written and sent by the practice itself. */
  readonly from: Trade | "practice";
  readonly setting: "AMBULATOIRE" | "ETABLISSEMENT";
  readonly body: "pdf" | "structured" | "both";
  readonly title: string;
  readonly sections: (random: SeededRandom) => readonly DocumentSection[];
};

const text = (title: string, ...paragraphs: readonly string[]): DocumentSection => ({
  title,
  blocks: paragraphs.map((each): DocumentBlock => ({ kind: "paragraph", text: each })),
});

const table = (title: string, head: readonly string[], rows: readonly (readonly string[])[]): DocumentSection => ({
  title,
  blocks: [{ kind: "table", head, rows }],
});

/** The fourteen types of the world; the first is the most frequent, as in life. */
export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  {
    type: "11502-2",
    label: "CR d'examens biologiques",
    from: "laboratory",
    setting: "AMBULATOIRE",
    body: "structured",
    title: "Compte rendu d’examens biologiques",
    sections: laboratorySections,
  },
  {
    type: "18748-4",
    label: "CR d'imagerie médicale",
    from: "imaging",
    setting: "AMBULATOIRE",
    body: "pdf",
    title: "Compte rendu d’imagerie",
    sections: (random) => random.pick([chest, abdomen, knee]),
  },
  {
    type: "11490-0",
    label: "Lettre de liaison à la sortie d'un établissement de soins",
    from: "hospital",
    setting: "ETABLISSEMENT",
    body: "pdf",
    title: "Lettre de liaison à la sortie",
    sections: (random) => dischargeLetter(random),
  },
  {
    type: "34112-3",
    label: "CR hospitalier (séjour)",
    from: "hospital",
    setting: "ETABLISSEMENT",
    body: "pdf",
    title: "Compte rendu d’hospitalisation",
    sections: (random) => hospitalStay(random),
  },
  {
    type: "11488-4",
    label: "CR ou fiche de consultation ou de visite",
    from: "cardiology",
    setting: "AMBULATOIRE",
    body: "pdf",
    title: "Compte rendu de consultation de cardiologie",
    sections: (random) => cardiology(random),
  },
  {
    type: "15507-7",
    label: "CR de passage aux urgences",
    from: "emergency",
    setting: "ETABLISSEMENT",
    body: "pdf",
    title: "Compte rendu de passage aux urgences",
    sections: (random) => emergency(random),
  },
  {
    type: "34874-8",
    label: "CR opératoire",
    from: "surgery",
    setting: "ETABLISSEMENT",
    body: "pdf",
    title: "Compte rendu opératoire",
    sections: () => operation,
  },
  {
    type: "60568-3",
    label: "CR d'anatomie et de cytologie pathologiques",
    from: "pathology",
    setting: "ETABLISSEMENT",
    body: "both",
    title: "Compte rendu d’anatomie pathologique",
    sections: () => pathology,
  },
  {
    type: "78513-9",
    label: "CR de consultation en ophtalmologie",
    from: "ophthalmology",
    setting: "AMBULATOIRE",
    body: "pdf",
    title: "Consultation d’ophtalmologie",
    sections: (random) => ophthalmology(random),
  },
  {
    type: "61357-0",
    label: "Intervention pharmaceutique",
    from: "pharmacy",
    setting: "AMBULATOIRE",
    body: "pdf",
    title: "Intervention pharmaceutique",
    sections: () => pharmacy,
  },
  {
    type: "11506-3",
    label: "CR ou fiche de suivi de soins par auxiliaire médical",
    from: "nurse",
    setting: "AMBULATOIRE",
    body: "pdf",
    title: "Fiche de suivi de soins infirmiers",
    sections: (random) => nursing(random),
  },
  {
    type: "87273-9",
    label: "Note de vaccination",
    from: "paediatrics",
    setting: "AMBULATOIRE",
    body: "structured",
    title: "Note de vaccination",
    sections: () => vaccination,
  },
  {
    type: "96349-6",
    label: "Lettre d'adressage",
    from: "practice",
    setting: "AMBULATOIRE",
    body: "pdf",
    title: "Lettre d’adressage",
    sections: (random) => referral(random),
  },
  {
    type: "60591-5",
    label: "Synthèse médicale",
    from: "practice",
    setting: "AMBULATOIRE",
    body: "structured",
    title: "Synthèse médicale",
    sections: () => summary,
  },
];

const chest: readonly DocumentSection[] = [
  text("Indication", "Toux persistante depuis trois semaines. Recherche d’un foyer."),
  text("Technique", "Radiographie thoracique de face, debout, en inspiration."),
  text(
    "Résultat",
    "Pas de foyer parenchymateux constitué. Culs-de-sac pleuraux libres. Silhouette cardio-médiastinale de taille normale. Cadre osseux sans anomalie visible.",
  ),
  text("Conclusion", "Radiographie thoracique normale."),
];

const abdomen: readonly DocumentSection[] = [
  text("Indication", "Douleurs de l’hypochondre droit."),
  text("Technique", "Échographie abdominale, sonde convexe de 3,5 MHz."),
  text(
    "Résultat",
    "Foie de taille et d’échostructure normales. Vésicule multilithiasique à parois fines. Voies biliaires non dilatées. Reins de taille normale, sans dilatation. Rate homogène.",
  ),
  text("Conclusion", "Lithiase vésiculaire non compliquée."),
];

const knee: readonly DocumentSection[] = [
  text("Indication", "Gonalgie droite mécanique avec épisodes de blocage."),
  text("Technique", "IRM du genou droit, séquences T1 et DP Fat-Sat dans les trois plans."),
  text(
    "Résultat",
    "Lésion horizontale de la corne postérieure du ménisque médial, sans fragment luxé. Ligaments croisés continus. Épanchement de faible abondance. Chondropathie fémoro-patellaire de grade II.",
  ),
  text("Conclusion", "Méniscopathie médiale dégénérative. Pas d’indication chirurgicale évidente sur l’imagerie."),
];

const days = (random: SeededRandom): string => String(random.between(3, 9));

const dischargeLetter = (random: SeededRandom): readonly DocumentSection[] => [
  text("Motif d’hospitalisation", "Décompensation cardiaque sur passage en fibrillation atriale."),
  text(
    "Synthèse du séjour",
    `Durée de séjour : ${days(random)} jours. Déplétion par furosémide intraveineux puis relais oral. Contrôle de la fréquence par bisoprolol. Anticoagulation par apixaban.`,
  ),
  table(
    "Traitement de sortie",
    ["Médicament", "Posologie", "Durée"],
    [
      ["Furosémide 40 mg", "1 comprimé le matin", "à poursuivre"],
      ["Bisoprolol 2,5 mg", "1 comprimé le matin", "à poursuivre"],
      ["Apixaban 5 mg", "1 comprimé matin et soir", "à poursuivre"],
    ],
  ),
  text(
    "Suites à donner",
    "Contrôle de l’ionogramme et de la créatinine à une semaine. Consultation de cardiologie à un mois. Poids à surveiller deux fois par semaine.",
  ),
];

const hospitalStay = (random: SeededRandom): readonly DocumentSection[] => [
  text("Motif", "Pneumopathie aiguë communautaire hypoxémiante."),
  text(
    "Évolution",
    `Apyrexie à J2, sevrage de l’oxygène à J${days(random)}. Hémocultures stériles. Antigénurie pneumocoque positive.`,
  ),
  text(
    "Conclusion",
    "Pneumopathie à pneumocoque d’évolution favorable. Vaccination antipneumococcique à programmer. Radiographie de contrôle à six semaines.",
  ),
];

const cardiology = (random: SeededRandom): readonly DocumentSection[] => [
  text("Motif", "Suivi d’une hypertension artérielle, palpitations occasionnelles."),
  table(
    "Examen",
    ["Mesure", "Valeur"],
    [
      ["Pression artérielle", `${random.between(128, 152)}/${random.between(74, 92)} mmHg`],
      ["Fréquence cardiaque", `${random.between(58, 84)}/min`],
      ["FEVG (Simpson)", `${random.between(55, 66)} %`],
    ],
  ),
  text(
    "Conclusion",
    "Hypertension imparfaitement contrôlée. Amlodipine portée à 10 mg. Holter tensionnel dans trois mois. Pas d’argument pour une cardiopathie ischémique.",
  ),
];

const emergency = (random: SeededRandom): readonly DocumentSection[] => [
  text("Motif de recours", "Traumatisme de la cheville gauche en inversion."),
  text(
    "Examen",
    `Douleur ${random.between(4, 7)}/10, œdème sous-malléolaire externe, appui possible. Critères d’Ottawa positifs. Radiographies sans fracture.`,
  ),
  text(
    "Conduite à tenir",
    "Attelle pendant dix jours, glace, paracétamol. Kinésithérapie proprioceptive dès que possible. Consultation du médecin traitant à une semaine.",
  ),
];

const operation: readonly DocumentSection[] = [
  text("Intervention", "Prothèse totale de hanche droite par voie antérieure, sous rachianesthésie."),
  text(
    "Déroulement",
    "Luxation antérieure, section du col, préparation du cotyle puis du fémur. Implants sans ciment. Stabilité satisfaisante. Fermeture plan par plan, pas de drainage.",
  ),
  text(
    "Suites",
    "Appui immédiat autorisé. HBPM pendant 35 jours. Ablation des agrafes à J15. Radiographie de contrôle à six semaines.",
  ),
];

const pathology: readonly DocumentSection[] = [
  text("Renseignements cliniques", "Exérèse d’une lésion pigmentée du dos, 7 mm."),
  text("Examen macroscopique", "Fuseau cutané de 14 × 8 × 5 mm, centré par une lésion brune de 7 mm."),
  text(
    "Examen microscopique",
    "Prolifération mélanocytaire dermo-épidermique, symétrique, sans atypie ni mitose dermique. Maturation conservée.",
  ),
  text("Conclusion", "Naevus nævocellulaire composé. Exérèse complète. Absence de malignité."),
];

const ophthalmology = (random: SeededRandom): readonly DocumentSection[] => [
  table(
    "Examen",
    ["", "Œil droit", "Œil gauche"],
    [
      ["Acuité de loin", "10/10", `${random.between(8, 10)}/10`],
      ["Tension (mmHg)", String(random.between(12, 19)), String(random.between(12, 19))],
    ],
  ),
  text("Fond d’œil", "Papilles bien colorées, macula sans particularité, pas de rétinopathie diabétique."),
  text("Conclusion", "Cataracte débutante bilatérale, sans indication opératoire. Contrôle dans un an."),
];

const pharmacy: readonly DocumentSection[] = [
  text("Problème relevé", "Association déconseillée : clarithromycine et atorvastatine (risque de rhabdomyolyse)."),
  text(
    "Proposition",
    "Suspendre la statine pendant la durée de l’antibiothérapie, la reprendre trois jours après la fin.",
  ),
  text("Suite donnée", "Proposition acceptée par le prescripteur. Patient informé au comptoir."),
];

const nursing = (random: SeededRandom): readonly DocumentSection[] => [
  table(
    "Suivi de la plaie",
    ["Date", "Surface", "Exsudat", "Douleur"],
    [
      ["Semaine 1", "12 cm²", "abondant", `${random.between(5, 7)}/10`],
      ["Semaine 2", "9 cm²", "modéré", `${random.between(3, 5)}/10`],
      ["Semaine 3", "6 cm²", "faible", `${random.between(1, 3)}/10`],
    ],
  ),
  text(
    "Observation",
    "Bourgeonnement satisfaisant, berges souples, pas de signe d’infection. Compression bien tolérée.",
  ),
];

const vaccination: readonly DocumentSection[] = [
  table(
    "Vaccins administrés",
    ["Vaccin", "Lot", "Site", "Rang"],
    [
      ["Rougeole-oreillons-rubéole", "DEMO-4512", "Deltoïde gauche", "2"],
      ["Méningocoque ACWY", "DEMO-7781", "Deltoïde droit", "1"],
    ],
  ),
  text("Prochaine échéance", "Rappel diphtérie-tétanos-poliomyélite-coqueluche à onze ans."),
];

const referral = (random: SeededRandom): readonly DocumentSection[] => [
  text(
    "Motif",
    `Je vous adresse ce patient pour avis devant une dyspnée d’effort évoluant depuis ${random.between(2, 8)} semaines.`,
  ),
  text("Antécédents", "Hypertension artérielle traitée, tabagisme sevré en 2019, appendicectomie."),
  text("Traitement", "Ramipril 5 mg le matin, atorvastatine 20 mg le soir. Allergie à l’amoxicilline."),
];

const summary: readonly DocumentSection[] = [
  text("Pathologies en cours", "Diabète de type 2 équilibré. Hypertension artérielle essentielle. Gonarthrose droite."),
  table(
    "Traitement au long cours",
    ["Médicament", "Posologie"],
    [
      ["Metformine 1 g", "1 matin et soir"],
      ["Ramipril 5 mg", "1 le matin"],
      ["Atorvastatine 20 mg", "1 le soir"],
    ],
  ),
  text("Allergies", "Amoxicilline : urticaire (2011)."),
  text("Points de vigilance", "Fonction rénale à contrôler tous les six mois. Pieds à examiner à chaque consultation."),
];

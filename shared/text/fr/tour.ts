/** The short tour of the window. */
export const tour = {
  title: "Visite de Pli",
  offer: "Première fois ici ?",
  begin: "Visiter en une minute",
  decline: "Pas maintenant",
  count: "{at} sur {of}",
  next: "Suivant",
  before: "Précédent",
  end: "Commencer",
  leave: "Quitter la visite",
  toDo: "Ce qui vous attend",
  toDoText: "Chaque conversation reste ici tant qu’elle n’est pas dite traitée. Le nombre est ce qu’il vous reste.",
  toDoKeys: "dit traitée celle qui est ouverte",
  list: "Qui vous écrit",
  listText:
    "Patients et professionnels ne se confondent pas : une couleur, un dessin et un mot les distinguent. Les filtres n’en gardent qu’une sorte.",
  listKeys: "passent d’une conversation à l’autre",
  reader: "Lire, classer, répondre",
  readerText:
    "La conversation s’ouvre ici, avec l’identité du patient et ses documents. Un document se lit sur place, puis se classe dans son dossier.",
  readerKeys: "répond",
  write: "Écrire",
  writeText:
    "Trois lettres d’un nom suffisent : l’annuaire santé propose. À un patient, vous dites s’il peut répondre ou si l’échange est clos.",
  writeKeys: "écrit un message",
  find: "Le reste",
  findText:
    "Une action, un lieu, un patient se trouvent en tapant leur nom. L’aide garde le guide, les touches et cette visite.",
  findKeys: "trouve tout, montre les touches",
};

/** Newer versions of the application (`shared/domain/update`). */
export const updates = {
  title: "Mises à jour",
  off: "Cette copie de Pli ne cherche pas de mise à jour et n’interroge aucun serveur pour cela. Une nouvelle version vous sera remise par qui l’a installée.",
  never: "Aucune recherche n’a encore eu lieu. Pli cherche peu après son ouverture, puis une fois par jour.",
  current: "Pli est à jour. Dernière recherche : {when}.",
  looking: "Recherche d’une mise à jour…",
  downloading: "La version {version} est disponible. Elle se télécharge ; vous pouvez continuer à travailler.",
  download: "Téléchargement de la mise à jour",
  percent: "{percent} %",
  "ready-here":
    "La version {version} est prête. Elle sera en place à la prochaine ouverture de Pli ; vous pouvez aussi le rouvrir maintenant.",
  "ready-system":
    "La version {version} est téléchargée et vérifiée. Sur ce poste, c’est le système qui installe les logiciels : ouvrez le dossier du fichier, puis installez-le ou remettez-le à votre service informatique.",
  notes: "Version {version}, du {date}",
  look: "Chercher une mise à jour",
  "install-here": "Rouvrir Pli maintenant",
  "install-system": "Ouvrir le dossier du fichier",
  "outcome-shown": "Le dossier du fichier est ouvert. Fermez Pli avant d’installer la nouvelle version.",
  "outcome-writing":
    "Un message est en cours d’écriture. Envoyez-le ou fermez-le, puis recommencez : rien n’est perdu.",
  "outcome-sending": "Un message est en train de partir. Recommencez dans quelques minutes.",
  "outcome-nothing": "Il n’y a plus de mise à jour prête. Cherchez de nouveau.",
  unexpected: "La recherche d’une mise à jour a échoué. Votre version continue de fonctionner.",
  "fail-unreachable":
    "Le serveur des mises à jour n’a pas répondu. Votre version continue de fonctionner ; ce qui était déjà téléchargé est gardé. Pli essaiera de nouveau demain.",
  "fail-untrusted":
    "Le serveur des mises à jour n’a pas pu prouver qui il est. Rien n’a été téléchargé. Prévenez votre service informatique si cela se répète.",
  "fail-unsigned":
    "Ce que le serveur a donné n’est pas signé par l’éditeur de Pli. Rien n’a été pris. Prévenez votre service informatique.",
  "fail-unreadable": "L’annonce de mise à jour est illisible par cette version. Rien n’a été pris. Prévenez l’éditeur.",
  "fail-expired":
    "L’annonce de mise à jour est périmée : le serveur n’est plus tenu à jour, ou l’horloge de ce poste avance. Rien n’a été pris.",
  "fail-older":
    "Le serveur propose une version plus ancienne que celle déjà annoncée. Elle a été refusée : revenir en arrière rouvrirait des failles corrigées.",
  "fail-too-old-data":
    "La nouvelle version ne sait pas lire les données de la vôtre. Demandez à l’éditeur la version intermédiaire ; vos courriers sont intacts.",
  "fail-no-file": "La nouvelle version n’existe pas pour ce poste. La vôtre continue de fonctionner.",
  "fail-altered":
    "Le fichier reçu n’est pas celui que l’éditeur a signé. Il a été jeté, rien n’a été installé. Cherchez de nouveau.",
  "fail-does-not-start":
    "La nouvelle version, essayée à part, n’a pas démarré sur ce poste. Elle n’a pas été installée et la vôtre est intacte. Prévenez l’éditeur.",
  "fail-no-space":
    "Il n’y a pas assez de place sur le disque pour la mise à jour. Libérez de la place, puis cherchez de nouveau.",
  "fail-disk": "La mise à jour n’a pas pu être écrite sur ce poste. Votre version continue de fonctionner.",
};

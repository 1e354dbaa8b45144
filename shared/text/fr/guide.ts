/** The built-in guide, and the words of the trade. */
export const guide = {
  day: "Commencer la journée",
  dayText:
    "« À traiter » rassemble ce qui attend quelque chose de vous. Ouvrez la première conversation, répondez ou classez, puis « t » : elle est traitée et la suivante s’ouvre.",
  dayPicture:
    "La liste « À traiter » : chaque ligne dit qui écrit, s’il est patient ou professionnel, et ce qu’elle porte.",
  file: "Classer un document",
  fileText:
    "« Lire » montre le document, « Classer » compare son identité à votre dossier, trait par trait. Quand tout concorde, Pli classe seul et le dit ; sinon il attend votre décision.",
  filePicture: "Le classement d’un document : ses traits d’identité, et la recherche du dossier de ce patient.",
  write: "Écrire",
  writeText:
    "« c » ouvre un message. Le brouillon se garde à chaque pause. Avant l’envoi, Pli vérifie les destinataires ; après, vous avez quelques secondes pour annuler.",
  fin: "Écrire à un patient",
  finText:
    "L’adresse Mon espace santé porte le matricule : vérifiez l’identité affichée. « Bloquer la réponse » clôt l’échange ; un prochain message sans ce réglage le rouvre.",
  directory: "Trouver un confrère",
  directoryText:
    "Tapez un nom, une structure ou une ville dans « À » : les correspondants connus viennent d’abord, puis l’annuaire santé. La page « Annuaire santé » cherche par critères.",
  directoryPicture: "Un nom tapé dans « À » : les correspondants trouvés, avec leur profession et leur adresse.",
  later: "Reporter, étiqueter",
  laterText:
    "« h » reporte une conversation à demain matin, ou jusqu’à la réponse. « l » lui met une étiquette que vos collègues de la boîte voient aussi.",
  together: "Travailler à plusieurs",
  togetherText:
    "Dans une boîte partagée, « p » prend une conversation en charge : vos collègues voient votre nom, et sont prévenus s’ils y répondent. « À moi » et « À personne » trient la liste ; « p » encore la rend.",
  apart: "Plusieurs choses à l’écran",
  apartText:
    "Un double clic, ou Ctrl+Entrée, met une conversation dans sa propre fenêtre. La réponse que vous y écrivez a la sienne. Au verrouillage, toutes se ferment et vos brouillons sont gardés.",
  session: "Votre session",
  sessionText:
    "Vous vous connectez avec votre e-CPS ou votre carte, une fois par journée. En bas à gauche : jusqu’à quand, et comment vous déconnecter.",
  codes: "Une boîte à code",
  codesText:
    "Certains opérateurs demandent un mot de passe et un code à usage unique. Choisissez-le en ajoutant la boîte (« Préciser le nom, le type ou l’ouverture »). Le mot de passe reste en mémoire jusqu’à votre déconnexion ; le code est redemandé après chaque coupure, et pour un envoi quand le dernier a plus d’une minute. Rien ne se perd entre-temps.",
  links: "Une boîte à lien",
  linksText:
    "Certains opérateurs ont leur propre identification. Choisissez-la en ajoutant la boîte (« Préciser le nom, le type ou l’ouverture »), avec ce que l’opérateur vous a donné. Pli demande le lien, vous l’ouvrez sur votre téléphone ; il est redemandé après chaque déconnexion. Rien ne se perd entre-temps.",
  offline: "Sans réseau",
  offlineText:
    "Tout ce qui est reçu reste lisible. Ce que vous écrivez attend dans la boîte d’envoi et part à la prochaine connexion, une seule fois.",
  updates: "Mettre Pli à jour",
  updatesText:
    "Pli cherche lui-même une nouvelle version, vérifie qu’elle vient de son éditeur et la télécharge sans vous interrompre. « Réglages », « À propos » dit où il en est ; rien ne s’installe pendant que vous écrivez ou qu’un message part.",
  "word-mssante": "MSSanté",
  "wordText-mssante": "L’espace de confiance des messageries sécurisées de santé : seuls ses membres s’y écrivent.",
  "word-bal": "Boîte (BAL)",
  "wordText-bal": "Boîte aux lettres MSSanté : personnelle, d’une équipe ou d’un logiciel.",
  "word-psc": "Pro Santé Connect",
  "wordText-psc": "Le service qui vous identifie, par l’application e-CPS ou par votre carte CPS.",
  "word-mes": "Mon espace santé",
  "wordText-mes": "L’espace du patient ; il y lit vos messages et vous répond.",
  "word-ins": "INS, matricule",
  "wordText-ins":
    "L’identité nationale de santé : un matricule de 15 caractères et l’autorité qui le donne. Qualifiée, elle est sûre.",
  "word-xdm": "IHE_XDM",
  "wordText-xdm": "L’archive qui porte un document médical et ce qui le décrit, lue par les logiciels.",
  "word-cda": "CDA",
  "wordText-cda":
    "La forme d’un document médical : son en-tête dit qui, pour qui, quand ; son corps est un texte structuré ou un PDF.",
  "word-fin": "Échange clos (FIN)",
  "wordText-fin": "Le patient ne peut plus répondre, jusqu’à votre prochain message sans ce réglage.",
  "word-mdn": "Accusé de lecture (MDN)",
  "wordText-mdn":
    "Ce que le logiciel du destinataire renvoie : affiché, traité, ou pourquoi le document n’a pas pu être rangé.",
  "word-nil": "NIL",
  "wordText-nil": "La référence du logiciel, inscrite dans chaque message envoyé.",
};

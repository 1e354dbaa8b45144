/** First screen, store states. */
export const welcome = {
  title: "La messagerie sécurisée de santé, à votre rythme",
  lead: "Pli reçoit vos courriers MSSanté, montre de quel patient ils parlent et classe leurs documents. Tout reste chiffré sur ce poste.",
  demo: "Essayer avec le cabinet de démonstration",
  demoAbout:
    "Un cabinet inventé, avec ses boîtes, ses patients et ses confrères. Rien ne sort de cet ordinateur et vous pouvez tout essayer : lire, classer, répondre.",
  real: "Configurer ma boîte",
  realAbout:
    "Votre boîte MSSanté existante. Il vous faut votre adresse et votre application e-CPS, ou votre carte CPS.",
  starting: "Préparation du cabinet de démonstration…",
  startingAbout: "La première fois, ses serveurs et ses courriers sont fabriqués sur ce poste : quelques secondes.",
  version: "Version {version}",
  noNil: "Version de développement, non référencée",
  createTitle: "Protégez vos courriers sur ce poste",
  createVault:
    "Ce que Pli garde ici est chiffré. Dites qui se sert de ce poste : la clé de vos courriers sera gardée en conséquence.",
  createNoVault:
    "Cet ordinateur n’a pas de trousseau utilisable. La clé de vos courriers sera protégée par une phrase que vous seul connaissez.",
  passphrase: "Phrase secrète",
  passphraseHelp:
    "12 caractères au moins. Quatre ou cinq mots sans lien se retiennent bien. Elle ne peut pas être retrouvée : sans elle, ce poste devra tout recharger depuis votre boîte.",
  passphraseAgain: "La même phrase, une seconde fois",
  passphraseShort: "Encore {count, plural, one {# caractère} other {# caractères}} au moins.",
  passphraseDiffers: "Les deux phrases sont différentes.",
  desk: "Ce poste",
  "desk-personal": "Poste personnel",
  "deskAbout-personal":
    "La clé est gardée par le trousseau de votre session : rien à retenir, et qui ouvre votre session lit vos courriers.",
  "desk-shared": "Poste partagé",
  "deskAbout-shared":
    "La clé demande en plus votre code : au démarrage, après la déconnexion et après le verrouillage. Personne d’autre ne lit vos courriers.",
  pin: "Code d’ouverture",
  pinHelp: "6 caractères au moins.",
  create: "Créer mon espace",
  unlockTitle: "Vos courriers sont verrouillés",
  unlockPassphrase: "Entrez votre phrase secrète pour les ouvrir.",
  unlockPin: "Entrez votre code pour les ouvrir.",
  unlock: "Déverrouiller",
  unlockWrong: "Ce n’est pas la bonne réponse. Rien n’est perdu : vérifiez la touche Majuscules et recommencez.",
  unlocking: "Ouverture…",
  leaveDemo: "Quitter la démonstration",
  "blocked-vault-missing": "Le trousseau de cette session ne répond pas",
  "blockedAbout-vault-missing":
    "La clé de vos courriers est dans ce trousseau. Ils sont intacts, mais Pli ne peut pas les ouvrir. Déverrouillez le trousseau de votre session (ou reconnectez-vous à l’ordinateur), puis réessayez.",
  "blocked-vault-changed": "Le trousseau de cette session a changé",
  "blockedAbout-vault-changed":
    "Vos courriers ont été chiffrés avec le trousseau d’un autre bureau ou d’une autre session. Ils sont intacts. Revenez à l’environnement où Pli fonctionnait, puis réessayez.",
  "blocked-cannot-decrypt": "Pli ne peut pas lire sa clé",
  "blockedAbout-cannot-decrypt":
    "La clé gardée sur ce poste est illisible. Rien n’a été effacé et votre boîte, chez votre opérateur, n’est pas touchée. Réessayez après avoir redémarré l’ordinateur.",
  "blocked-newer-schema": "Ces courriers ont été ouverts par une version plus récente",
  "blockedAbout-newer-schema":
    "Pour ne rien abîmer, cette version ne les ouvre pas. Installez la dernière version de Pli ; vos courriers vous y attendent.",
  "blocked-corrupt": "Le fichier des courriers est abîmé",
  "blockedAbout-corrupt":
    "Votre boîte, chez votre opérateur, n’est pas touchée. Le fichier abîmé est gardé tel quel. Réessayez ; si cela se répète, une restauration sera nécessaire.",
  "blocked-read-only": "Pli ne peut pas écrire sur ce disque",
  "blockedAbout-read-only":
    "Le disque est plein ou protégé en écriture. Vos courriers sont intacts. Libérez de la place, puis réessayez.",
  restoreMine: "Restaurer une sauvegarde de Pli",
  "blocked-stopped": "Pli a perdu l’accès à ses courriers",
  "blockedAbout-stopped":
    "La partie de Pli qui les garde s’est arrêtée. Ce qui était enregistré est intact. Réessayez ; si cela se répète, redémarrez l’ordinateur.",
  "way-recover": "Ouvrir avec le code de secours",
  "way-restore": "Restaurer une sauvegarde",
  "way-over": "Repartir de la boîte",
  forgottenPassphrase: "Phrase oubliée",
  forgottenPin: "Code oublié",
  codeTitle: "Votre code de secours",
  codeLead:
    "Il rouvre vos courriers et vos dossiers si ce poste ou son trousseau tombe en panne, et il ouvre vos sauvegardes. Pli ne le garde nulle part et ne le montre qu’aujourd’hui.",
  code: "Code de secours",
  codeHelp: "25 caractères. Majuscules, espaces et tirets sont sans importance.",
  codeKeep:
    "Imprimez-le ou recopiez-le, et gardez-le loin de ce poste, comme un double de clé. Qui le tient avec une sauvegarde lit tout.",
  codePrint: "Imprimer",
  codeNoted: "Je l’ai noté",
  codeLater: "Plus tard",
  codeBack: "Recopiez-le depuis votre papier : c’est la preuve qu’il est juste. Il entre en vigueur ensuite.",
  codeAgain: "Revoir le code",
  codeCheck: "Vérifier",
  codeShort: "Il manque {count, plural, one {# caractère} other {# caractères}}.",
  codeMistyped: "Un caractère n’est pas le bon. Comparez chaque groupe de cinq avec votre papier.",
  codeWrong: "Ce n’est pas le code qui vient d’être montré.",
  recoverTitle: "Ouvrir avec le code de secours",
  recoverVault: "Rien n’est effacé. La clé de vos courriers sera confiée de nouveau au trousseau de votre session.",
  recoverNoVault: "Rien n’est effacé. La clé de vos courriers sera protégée par une nouvelle phrase secrète.",
  recover: "Ouvrir mes courriers",
  restoreTitle: "Restaurer une sauvegarde",
  restoreLead:
    "Courriers, patients, documents classés, contacts, brouillons, journal et réglages reviennent tels qu’au jour de la sauvegarde ; la boîte est ensuite relue chez votre opérateur.",
  restoreChoose: "Choisir le fichier de sauvegarde",
  restoreAnother: "Choisir un autre fichier",
  restoreChosen: "Sauvegarde du {date} à {time} · {size}",
  restoreCode: "Elle s’ouvre avec le code de secours fait le {date}.",
  restore: "Restaurer",
  restoring: "Restauration et vérification de chaque page…",
  overTitle: "Repartir de la boîte",
  overLead:
    "Un espace neuf est créé et vos courriers sont reçus à nouveau de votre opérateur. Le fichier abîmé est mis de côté, entier.",
  overLost:
    "Ne reviendront pas de la boîte : dossiers des patients, classements, contacts, brouillons de ce poste et journal. Une sauvegarde, si vous en avez une, les rend.",
  over: "Repartir de la boîte",
};

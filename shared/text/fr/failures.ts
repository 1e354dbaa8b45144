/** Failure codes in sentences: what happened, what was kept, what to do. */
export const failures = {
  unexpected:
    "Cela n’a pas abouti, pour une raison que Pli n’attendait pas. Rien de ce que vous aviez écrit n’est perdu. Réessayez ; si cela se répète, transmettez le diagnostic à votre support.",
  unreachable:
    "Pli n’a pas pu aboutir : une de ses parties ne répond pas. Vos courriers et brouillons sont gardés. Réessayez.",
  "refused-sender": "Cette action n’est pas permise depuis cette fenêtre. Rien n’a changé.",
  "too-many-calls": "Pli reçoit trop de demandes à la fois. Rien n’a changé. Réessayez dans un instant.",
  "unknown-method": "Cette action n’existe pas dans cette version. Rien n’a changé. Redémarrez Pli.",
  "invalid-input": "Une des informations saisies n’est pas acceptée. Rien n’a changé. Corrigez-la puis recommencez.",
  "invalid-output": "La réponse reçue est incomplète. Rien n’a changé. Réessayez.",
  "invalid-id-nat": "Cet identifiant n’est pas correct. Il comporte 12 chiffres et commence par 8.",
  "signed-out": "Vous n’êtes pas connecté. Votre brouillon est gardé. Reconnectez-vous avec votre e-CPS.",
  "session-ended": "Votre session est terminée. Votre brouillon est gardé. Reconnectez-vous avec votre e-CPS.",
  "token-refused": "L’opérateur a refusé la connexion. Votre brouillon est gardé. Reconnectez-vous avec votre e-CPS.",
  "store-closed": "Vos courriers sont verrouillés. Rien n’est perdu. Déverrouillez Pli puis recommencez.",
  "wrong-key": "Ce n’est pas la bonne phrase ou le bon code. Rien n’est perdu. Recommencez.",
  "newer-schema":
    "Ces courriers ont été ouverts par une version plus récente de Pli. Ils sont intacts. Installez la dernière version.",
  corrupt: "Le fichier des courriers est abîmé. Votre boîte, chez votre opérateur, n’est pas touchée. Redémarrez Pli.",
  "read-only": "Pli ne peut pas écrire sur le disque. Vos courriers sont intacts. Vérifiez le disque puis recommencez.",
  "disk-full": "Le disque est plein. Ce qui était enregistré est gardé. Libérez de la place puis recommencez.",
  busy: "Pli finit autre chose. Rien n’a changé. Réessayez dans un instant.",
  refused: "Cette demande a été refusée. Rien n’a changé.",
  "no-such": "Cet élément n’existe plus ici. Rien d’autre n’a changé. Revenez à la liste.",
  "not-found": "Cet élément est introuvable. Rien n’a changé.",
  "message-not-found": "Ce message n’est plus dans la boîte. Il a pu être supprimé depuis un autre poste.",
  "document-not-found": "Ce document n’est plus dans ce message. Rien n’a changé.",
  "part-not-found": "Cette pièce jointe n’est plus dans ce message. Rien n’a changé.",
  network: "Pas de réseau. Ce que vous avez écrit est gardé. Pli reprendra dès le retour du réseau.",
  offline: "Vous êtes hors connexion. Ce que vous avez écrit est gardé et partira à la reconnexion.",
  timeout: "Le serveur n’a pas répondu à temps. Rien n’est perdu. Réessayez.",
  unavailable: "Le service ne répond pas. Rien n’est perdu. Réessayez dans quelques minutes.",
  "server-down": "Les serveurs de la démonstration ne répondent pas. Vos courriers sont gardés. Redémarrez Pli.",
  "connection-lost": "La liaison avec l’opérateur a été coupée. Rien n’est perdu. Pli réessaie seul.",
  untrusted:
    "L’identité du serveur n’a pas pu être vérifiée. Rien ne lui a été confié. Prévenez votre opérateur si cela dure.",
  "untrusted-server":
    "L’identité du serveur n’a pas pu être vérifiée. Rien ne lui a été confié. Prévenez votre opérateur si cela dure.",
  "too-big":
    "C’est trop volumineux pour être traité ici. Le message reste dans votre boîte ; enregistrez la pièce pour la lire autrement.",
  "message-too-big": "Ce message est trop volumineux pour être affiché. Il reste dans votre boîte.",
  "message-headers-too-big":
    "L’en-tête de ce message est anormalement long. Il reste dans votre boîte, sans être affiché.",
  "attachment-too-big": "Cette pièce dépasse la taille permise. Elle n’a pas été jointe ; votre brouillon est gardé.",
  "parser-busy": "D’autres documents sont en cours de lecture. Réessayez dans un instant.",
  "parser-closed": "La lecture de ce document s’est arrêtée. Le message est intact. Réessayez.",
  "parser-timeout":
    "La lecture de ce document était trop longue et a été arrêtée. Le message est intact ; enregistrez la pièce pour la lire autrement.",
  unreadable: "Ce contenu est illisible. Le message d’origine est gardé tel quel.",
  "not-previewable": "Ce type de fichier ne s’affiche pas dans Pli. Enregistrez-le pour l’ouvrir avec votre logiciel.",
  "hash-mismatch":
    "Le document a été modifié depuis son envoi (empreinte différente). Il n’a pas été classé. Demandez un nouvel envoi à son auteur.",
  "link-refused": "Ce lien n’est pas sûr. Il n’a pas été ouvert.",
  "draft-blocked": "Ce message ne peut pas partir ainsi. Il est gardé en brouillon. Voyez les points signalés.",
  "too-late": "Le message est déjà parti. Il ne peut plus être retenu.",
  "zip-unreadable": "L’archive jointe est illisible. Elle n’a pas été classée. Demandez un nouvel envoi à son auteur.",
  "zip-encrypted": "L’archive jointe est protégée par un mot de passe. Elle n’a pas été ouverte.",
  "zip-too-big": "L’archive jointe est trop volumineuse. Elle n’a pas été ouverte.",
  "not-cda": "Ce document n’est pas un document médical structuré. Enregistrez-le pour le lire autrement.",
  "not-xdm": "Cette archive n’est pas un envoi de documents médicaux. Enregistrez-la pour la lire autrement.",
};

/** Failure codes in sentences: what happened, what was kept, what to do. */
export const failures = {
  unexpected:
    "Cela n’a pas abouti, pour une raison que Pli n’attendait pas. Rien de ce que vous aviez écrit n’est perdu. Réessayez ; si cela se répète, transmettez le diagnostic à votre support.",
  unreachable:
    "Pli n’a pas pu aboutir : une de ses parties ne répond pas. Vos courriers et brouillons sont gardés. Réessayez.",
  "refused-sender":
    "Cette action n’est pas permise depuis cette fenêtre. Rien n’a changé. Revenez à la fenêtre principale de Pli.",
  "too-many-calls": "Pli reçoit trop de demandes à la fois. Rien n’a changé. Réessayez dans un instant.",
  "unknown-method": "Cette action n’existe pas dans cette version. Rien n’a changé. Redémarrez Pli.",
  "invalid-input": "Une des informations saisies n’est pas acceptée. Rien n’a changé. Corrigez-la puis recommencez.",
  "invalid-output": "La réponse reçue est incomplète. Rien n’a changé. Réessayez.",
  "invalid-id-nat":
    "Cet identifiant n’est pas correct : il comporte 12 chiffres et commence par 8. Rien n’a été demandé. Vérifiez-le sur votre e-CPS ou votre carte.",
  "link-busy": "Un autre lien attend déjà votre réponse. Ouvrez-le ou annulez-le d’abord.",
  "link-config": "Le secret du client manque. Rien n’a été demandé. Tapez-le de nouveau.",
  "password-missing": "Le mot de passe de cette boîte n’est plus en mémoire. Tapez-le avec le code.",
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
  "disk-error":
    "Le disque de ce poste ne répond pas comme il faut. Ce qui était enregistré est gardé. Réessayez ; si cela dure, faites vérifier le disque.",
  busy: "Pli finit autre chose. Rien n’a changé. Réessayez dans un instant.",
  refused: "Cette demande a été refusée. Rien n’a changé. Si vous devriez y avoir droit, prévenez votre opérateur.",
  "contact-address":
    "Une des adresses ne peut pas recevoir de message. Rien n’a été enregistré. Corrigez-la puis recommencez.",
  "contacts-unreadable":
    "Ce fichier ne peut pas être lu. Vos contacts n’ont pas changé. Choisissez un fichier vCard ou CSV.",
  "contacts-too-big": "Ce fichier dépasse 20 Mo. Vos contacts n’ont pas changé. Partagez-le en plusieurs.",
  "directory-gone": "La recherche dans l’annuaire de ce poste s’est arrêtée. Rien n’est perdu. Réessayez.",
  "no-such": "Cet élément n’existe plus ici. Rien d’autre n’a changé. Revenez à la liste.",
  "no-words":
    "Il faut au moins un mot pour chercher chez l’opérateur. Rien n’a été demandé. Ajoutez un mot à votre recherche.",
  "not-found": "Cet élément est introuvable. Rien n’a changé. Revenez à la liste, puis rouvrez-le.",
  "nothing-to-export": "Il n’y a aucun message à exporter ici. Rien n’a été écrit. Choisissez un autre dossier.",
  "folder-missing":
    "Le dossier de remise est introuvable : il a été déplacé, renommé ou son disque n’est pas branché. Le document reste classé dans Pli. Choisissez de nouveau le dossier dans les réglages.",
  "folder-refused":
    "Pli n’a pas le droit d’écrire dans le dossier de remise. Le document reste classé dans Pli. Vérifiez les droits de ce dossier, ou choisissez-en un autre dans les réglages.",
  "folder-full":
    "Le dossier de remise contient déjà trop de fichiers de ce nom. Le document reste classé dans Pli. Videz ce dossier puis recommencez.",
  "folder-failed":
    "Le fichier n’a pas pu être écrit dans le dossier de remise. Le document reste classé dans Pli. Réessayez.",
  "scan-folder-missing":
    "Le dossier de numérisation est introuvable : il a été déplacé, renommé ou son disque n’est pas branché. Votre message est gardé. Choisissez de nouveau le dossier dans les réglages.",
  "scan-changed":
    "Ce fichier a changé ou n’est plus dans le dossier de numérisation. Rien n’a été joint. Attendez la fin de la numérisation, puis choisissez-le de nouveau.",
  "scan-unreadable":
    "Ce fichier n’est pas ce que son nom annonce. Rien n’a été joint. Numérisez de nouveau le document.",
  "no-practice-folder":
    "Aucun dossier de remise n’est choisi, ou ce document n’est pas classé. Rien n’a été écrit. Choisissez le dossier dans les réglages.",
  "message-not-found":
    "Ce message n’est plus dans la boîte : il a pu être supprimé ou déplacé depuis un autre poste. Rien d’autre n’a changé. Revenez à la liste.",
  "document-not-found":
    "Ce document n’est plus dans ce message. Rien n’a changé dans vos dossiers. Rouvrez la conversation.",
  "part-not-found": "Cette pièce jointe n’est plus dans ce message. Rien n’a changé. Rouvrez la conversation.",
  network: "Pas de réseau. Ce que vous avez écrit est gardé. Pli reprendra dès le retour du réseau.",
  offline:
    "Vous êtes hors connexion. Ce que vous avez écrit est gardé et partira à la reconnexion. Vérifiez le réseau de ce poste.",
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
  "message-too-big":
    "Ce message est trop volumineux pour être affiché. Il reste intact dans votre boîte. Demandez à son auteur de l’envoyer en plusieurs fois.",
  "draft-too-wide":
    "C’est trop de destinataires ou de pièces pour un seul brouillon. Rien n’a changé, rien n’est perdu. Répondez à l’expéditeur seul, ou écrivez en plusieurs messages.",
  "message-headers-too-big":
    "L’en-tête de ce message est anormalement long. Il reste dans votre boîte, sans être affiché. Prévenez son auteur.",
  "attachment-too-big":
    "Cette pièce dépasse la taille permise. Elle n’a pas été jointe ; votre brouillon est gardé. Choisissez un fichier plus léger.",
  "parser-busy": "D’autres documents sont en cours de lecture. Celui-ci est intact. Réessayez dans un instant.",
  "parser-closed": "La lecture de ce document s’est arrêtée. Le message est intact. Réessayez.",
  "parser-timeout":
    "La lecture de ce document était trop longue et a été arrêtée. Le message est intact ; enregistrez la pièce pour la lire autrement.",
  unreadable:
    "Ce contenu est illisible. Le message d’origine est gardé tel quel. Demandez un nouvel envoi à son auteur.",
  "not-previewable":
    "Ce type de fichier ne s’affiche pas dans Pli. Il est gardé tel quel. Enregistrez-le pour l’ouvrir avec votre logiciel.",
  "hash-mismatch":
    "Le document a été modifié depuis son envoi (empreinte différente). Il n’a pas été classé. Demandez un nouvel envoi à son auteur.",
  "link-refused":
    "Ce lien n’est pas sûr. Il n’a pas été ouvert. Demandez l’information à l’expéditeur par un autre moyen.",
  "draft-blocked": "Ce message ne peut pas partir ainsi. Il est gardé en brouillon. Voyez les points signalés.",
  "too-late":
    "Le message est déjà parti : il ne peut plus être retenu. Il est dans « Envoyés ». Écrivez au destinataire s’il faut le corriger.",
  "zip-unreadable": "L’archive jointe est illisible. Elle n’a pas été classée. Demandez un nouvel envoi à son auteur.",
  "zip-encrypted":
    "L’archive jointe est protégée par un mot de passe. Elle n’a pas été ouverte. Demandez à son auteur un envoi sans mot de passe : MSSanté le chiffre déjà.",
  "zip-too-big":
    "L’archive jointe est trop volumineuse. Elle n’a pas été ouverte, et reste dans le message. Demandez un envoi en plusieurs fois.",
  "not-cda":
    "Ce document n’est pas un document médical structuré. Il est gardé tel quel. Enregistrez-le pour le lire autrement.",
  "not-xdm":
    "Cette archive n’est pas un envoi de documents médicaux. Elle est gardée telle quelle. Enregistrez-la pour la lire autrement.",
  "parser-memory":
    "Ce document demandait trop de mémoire : sa lecture a été arrêtée. Le message est intact. Enregistrez la pièce pour la lire autrement.",
  "parser-crashed":
    "La lecture de ce document s’est interrompue. Le message est intact. Réessayez ; si cela se répète, enregistrez la pièce pour la lire autrement.",
  "pdf-refused":
    "Ce fichier n’est ni un PDF lisible ni une image JPEG ou PNG. Il n’a pas été changé. Joignez-le comme simple fichier, ou enregistrez-le d’abord en PDF.",
  "picture-refused":
    "Cette image ne peut pas devenir un document : trop grande, abîmée ou prévue pour l’imprimerie. Elle n’a pas été changée. Enregistrez-la en JPEG, ou numérisez en PDF.",
  "document-not-made":
    "Il manque une information au document. Votre brouillon est gardé. Complétez le document, puis recommencez.",
  "not-reportable":
    "Ce message ne peut pas être signalé : il vient de vous, ou son expéditeur n’est pas connu. Rien n’est parti. Écrivez-lui plutôt un message.",
  "no-preview":
    "Ce type de fichier ne s’affiche pas dans Pli. Il est gardé tel quel. Enregistrez-le pour l’ouvrir avec votre logiciel.",
  "copy-quota":
    "Message envoyé. Votre boîte est pleine chez l’opérateur : la copie n’est gardée que sur ce poste. Faites de la place (Réglages, Ménage).",
  "copy-refused":
    "Message envoyé, mais l’opérateur n’a pas accepté d’en ranger la copie. Elle est gardée sur ce poste.",
  "send-held":
    "Ce message n’est pas parti : quelque chose a changé depuis que vous l’avez écrit. Voyez la boîte d’envoi.",
  "send-blocked":
    "Ce message ne peut pas partir ainsi. Il est gardé en brouillon. Corrigez les points signalés, puis envoyez-le.",
  "send-unconfirmed":
    "Ce message demande une vérification avant de partir. Il est gardé en brouillon. Relisez les points signalés, puis confirmez l’envoi.",
  "filing-blocked":
    "Ce document ne peut pas être classé dans ce dossier : les identités ne le permettent pas. Il reste dans le message. Vérifiez l’identité du patient, ou choisissez un autre dossier.",
  "no-pdf":
    "Ce document ne contient pas de PDF. Il est gardé tel quel. Enregistrez plutôt le document structuré (CDA).",
  "not-a-patient":
    "Aucun patient n’est en correspondance dans cette conversation. Rien n’a changé. Seul un échange avec un patient peut être clos ou rouvert.",
  "templates-too-big":
    "Ce fichier de modèles est trop volumineux. Rien n’a été ajouté. Demandez-en un de moins de 2 Mo.",
  "templates-unreadable":
    "Ce fichier n’est pas un fichier de modèles de Pli. Rien n’a été ajouté. Choisissez un fichier exporté depuis Pli.",
  "send-time":
    "Ce moment n’est plus possible. Le message est gardé. Choisissez une date et une heure à venir, dans les 90 jours.",
  "no-receipt-asked": "Ce message n’attend plus d’accusé. Rien n’a été envoyé. Rouvrez la conversation.",
  "no-mailbox": "Aucune boîte n’est ouverte pour écrire. Rien n’est perdu. Ajoutez une boîte, puis recommencez.",
  interrupted:
    "La liaison a été coupée pendant l’envoi. Le message est gardé. Pli cherche s’il est parti avant tout nouvel essai : il ne partira pas deux fois.",
  "not-found-in-sent":
    "Pli n’a pas trouvé ce message dans « Envoyés » : il n’est sans doute pas parti. Il est gardé ici. Vérifiez auprès du destinataire avant de le renvoyer.",
  "passphrase-needed":
    "Il faut votre phrase secrète pour ouvrir vos courriers. Rien n’est perdu. Saisissez-la, puis recommencez.",
  "passphrase-too-short":
    "C’est trop court pour protéger vos courriers. Rien n’a été créé. Il faut au moins 12 caractères pour une phrase, 6 chiffres pour un code.",
  "mailbox-known":
    "Cette boîte est déjà ouverte dans Pli. Rien n’a changé. Vous la trouvez dans la colonne de gauche, sous « Boîtes ».",
  "no-lock":
    "Cet espace n’a ni phrase secrète ni code : il ne peut pas être verrouillé. Rien n’a changé. Verrouillez la session de votre poste.",
  "store-gone":
    "Pli a perdu un instant l’accès à vos courriers. Ce qui était enregistré est intact. Regardez si ce geste a été fait, sinon recommencez.",
  "psc-unavailable":
    "Pro Santé Connect ne répond pas. Ce que vous avez écrit est gardé. Réessayez dans quelques minutes.",
  "mailbox-gone":
    "La liaison avec vos boîtes s’est arrêtée. Ce que vous avez écrit est gardé. Pli la rouvre seul ; redémarrez-le si cela dure.",
  "demo-stopped":
    "La démonstration s’est arrêtée. Ses courriers fictifs sont gardés sur ce poste. Redémarrez Pli pour la reprendre.",
  "invalid-address":
    "Cette adresse n’est pas correcte. Votre brouillon est gardé. Corrigez-la : une adresse s’écrit nom@domaine.mssante.fr.",
  "nil-missing":
    "Cette version de Pli n’a pas de numéro de référencement : elle ne peut pas envoyer. Le message est gardé en brouillon. Prévenez votre support.",
  "no-sent-folder":
    "Cette boîte n’a pas de dossier « Envoyés ». Le message est bien parti, et sa copie reste sur ce poste. Demandez ce dossier à votre opérateur.",
  "attribute-map":
    "L’annuaire santé a répondu dans une forme que Pli ne connaît pas. Vos correspondants connus restent proposés. Prévenez votre support.",
  key: "L’annuaire santé n’a pas accepté la clé de ce poste. Vos correspondants connus restent proposés. Prévenez votre support.",
  "too-short":
    "Ces critères sont trop courts pour chercher. Rien n’a été demandé. Tapez au moins trois lettres d’un nom ou d’une ville.",
  cancelled: "La recherche a été arrêtée. Rien n’a changé. Relancez-la si besoin.",
  "vault-missing":
    "Ce poste n’a pas de coffre pour garder la clé de vos courriers. Rien n’a été créé. Choisissez une phrase secrète.",
  "key-exists": "Cet espace existe déjà sur ce poste. Il est intact. Déverrouillez-le plutôt que d’en créer un autre.",
  "demo-only": "Cette protection ne convient qu’à la démonstration. Rien n’a été créé. Choisissez une phrase secrète.",
  "dangerous-part":
    "Ce fichier peut contenir un programme : il s’enregistre seulement. Faites-le vérifier avant de l’ouvrir.",
  "wrong-code":
    "Ce code de secours n’ouvre pas ces courriers. Rien n’a changé. Vérifiez qu’il date bien de cette sauvegarde ou de ce poste.",
  "no-recovery-code":
    "Une sauvegarde s’ouvre avec un code de secours, et il n’y en a pas encore. Rien n’a été écrit. Faites d’abord un code.",
  "not-a-backup":
    "Ce fichier n’est pas une sauvegarde de Pli, ou il n’est pas entier. Rien n’a changé. Choisissez-en un autre.",
  "backup-newer":
    "Cette sauvegarde a été faite par une version plus récente. Rien n’a changé. Installez la dernière version de Pli.",
  "backup-damaged":
    "Cette sauvegarde est abîmée. Rien n’a changé. Essayez une autre copie ou une sauvegarde plus ancienne.",
  "backup-of-demo": "C’est la sauvegarde d’une démonstration : elle ne remplace pas une vraie boîte. Rien n’a changé.",
  restored:
    "Ce message attendait de partir quand la sauvegarde a été faite : il est peut-être parti depuis. Pli le cherche parmi les envoyés et ne l’enverra pas de lui-même.",
  "invalid-issuer": "L’émetteur doit être une adresse https complète. Rien n’a changé. Corrigez-la puis recommencez.",
  "invalid-discovery":
    "La page de découverte doit être une adresse https du même serveur que l’émetteur. Rien n’a changé. Corrigez-la puis recommencez.",
  "invalid-relay": "L’adresse du relais doit commencer par https. Rien n’a changé. Corrigez-la puis recommencez.",
  "invalid-domains":
    "Un des domaines de confiance n’est pas un nom de domaine. Rien n’a changé. Corrigez-le puis recommencez.",
  "invalid-hosts":
    "Une des adresses fixes n’est pas de la forme nom:port = adresse:port. Rien n’a changé. Corrigez-la puis recommencez.",
  "invalid-directory":
    "L’adresse d’un annuaire n’est pas acceptée (ldap, ldaps ou https). Rien n’a changé. Corrigez-la puis recommencez.",
  "invalid-proxy": "Le nom ou le port du proxy n’est pas correct. Rien n’a changé. Corrigez-le puis recommencez.",
  "invalid-proxy-script":
    "L’adresse du script doit commencer par http ou https. Rien n’a changé. Corrigez-la puis recommencez.",
  "invalid-proxy-exceptions":
    "Un des domaines sans proxy n’est pas un nom de domaine. Rien n’a changé. Corrigez-le puis recommencez.",
  "invalid-proxy-user":
    "Le nom d’utilisateur du proxy ne peut pas contenir de deux-points. Rien n’a changé. Corrigez-le puis recommencez.",
  "anchor-unreadable":
    "Ce fichier n’est pas un certificat lisible (PEM ou DER). Aucune autorité n’a été ajoutée. Choisissez le certificat de la racine.",
  "anchor-not-an-authority":
    "Ce certificat n’est pas celui d’une autorité. Il n’a pas été ajouté. Choisissez le certificat de la racine.",
  "anchor-fingerprint-mismatch":
    "L’empreinte saisie n’est pas celle de ce fichier. L’autorité n’a pas été ajoutée. Vérifiez la saisie ; si elle est exacte, ce fichier n’est pas celui de l’autorité.",
  "anchor-expired": "Ce certificat est périmé. Il n’a pas été ajouté. Demandez à l’autorité celui qui le remplace.",
  "anchor-too-large": "Ce fichier est trop gros pour être un certificat. Rien n’a été ajouté. Choisissez-en un autre.",
  "certificate-unreadable":
    "Ce fichier n’est pas un certificat PKCS#12 que Pli sache ouvrir. Rien n’a changé. Choisissez un fichier .p12 ou .pfx.",
  "certificate-wrong-passphrase":
    "Ce mot de passe n’ouvre pas ce fichier. Rien n’a changé. Corrigez-le, puis choisissez de nouveau le fichier.",
  "certificate-expired": "Ce certificat est périmé. Il n’a pas été gardé. Demandez-en un autre.",
  "certificate-too-slow":
    "Ce fichier est protégé de façon démesurée : l’ouvrir prendrait trop de temps. Rien n’a changé. Exportez-le de nouveau avec les réglages ordinaires.",
  "certificate-too-large": "Ce fichier est trop gros pour être un certificat. Rien n’a changé. Choisissez-en un autre.",
  "reply-to-invalid": "Ce n’est pas une adresse. Vérifiez-la.",
  "reply-to-outside":
    "Cette adresse n’est pas celle d’un professionnel ou d’une structure de l’espace MSSanté. Elle n’a pas été enregistrée.",
};

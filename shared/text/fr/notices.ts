/** What main tells without being asked (`notice` events), by code. */
export const notices = {
  unexpected: "Quelque chose a changé. Voyez le journal pour le détail.",
  "new-mail": "Nouveau courrier reçu.",
  "documents-filed":
    "{about, plural, one {Un document classé automatiquement dans le dossier de son patient.} other {# documents classés automatiquement dans le dossier de leur patient.}}",
  "mail-link-closed": "Pli est verrouillé ou pas encore configuré : ouvrez-le, puis cliquez de nouveau sur l’adresse.",
  "documents-replaced":
    "{about, plural, one {Une nouvelle version d’un document est arrivée ; la précédente reste lisible.} other {# documents ont une nouvelle version ; les précédentes restent lisibles.}}",
  "documents-not-handed-over":
    "{about, plural, one {Un document classé n’a pas pu être remis à votre logiciel. Il reste classé dans Pli ; voyez le journal.} other {# documents classés n’ont pas pu être remis à votre logiciel. Ils restent classés dans Pli ; voyez le journal.}}",
  "tidied-archive":
    "{about, plural, one {Une conversation traitée est allée aux archives, selon votre règle.} other {# conversations traitées sont allées aux archives, selon votre règle.}}",
  "tidied-delete":
    "{about, plural, one {Une conversation traitée est allée à la corbeille, selon votre règle.} other {# conversations traitées sont allées à la corbeille, selon votre règle.}}",
  sent: "Message envoyé.",
  "draft-pictures": "Ce brouillon avait des images dans son texte : elles y sont maintenant jointes.",
  "sent-partly": "Message envoyé, mais une des adresses l’a refusé. Voyez Envoyés.",
  "sent-unreported": "Message envoyé, sans l’accusé de remise demandé : votre opérateur n’en propose pas.",
  "send-to-verify": "La liaison a été coupée pendant un envoi. Pli vérifie s’il est parti avant tout nouvel essai.",
  "file-too-big": "Un fichier dépasse 30 Mo et n’a pas été joint. Votre brouillon est gardé.",
  "message-bounced": "Un message n’est pas parvenu à son destinataire. Voyez Envoyés.",
  "copy-quota":
    "Message envoyé. Votre boîte est pleine chez l’opérateur : la copie n’est gardée que sur ce poste. Faites de la place (Réglages, Ménage).",
  "copy-refused":
    "Message envoyé, mais l’opérateur n’a pas accepté d’en ranger la copie. Elle est gardée sur ce poste.",
  "send-held": "Un message programmé n’est pas parti : il faut d’abord le vérifier. Voyez la boîte d’envoi.",
  "send-failed": "Un message n’est pas parti. Il est gardé dans la boîte d’envoi.",
  "signed-out": "Vous êtes déconnecté. Vos brouillons sont gardés.",
  "session-soon": "Votre session se termine bientôt.",
  "store-restarted":
    "Pli a perdu un instant l’accès à vos courriers et l’a retrouvé. Ce qui était enregistré est intact.",
  "demo-restarted":
    "La démonstration s’était arrêtée, elle est repartie. Identifiez-vous de nouveau pour la rejoindre.",
  "demo-stopped":
    "La démonstration s’arrête sans cesse. Ses courriers fictifs sont gardés sur ce poste. Redémarrez Pli pour la reprendre.",
  "update-ready": "Une mise à jour de Pli est prête. Voyez les réglages, À propos.",
  "window-restarted": "La fenêtre s’était fermée, elle a été rouverte. Ce que vous écriviez est dans Brouillons.",
  "demo-reset": "La démonstration a été remise à zéro.",
};

/** What main tells without being asked (`notice` events), by code. */
export const notices = {
  unexpected: "Quelque chose a changé. Voyez le journal pour le détail.",
  "new-mail": "Nouveau courrier reçu.",
  "document-filed": "Document classé automatiquement.",
  "message-sent": "Message envoyé.",
  "message-bounced": "Un message n’est pas parvenu à son destinataire. Voyez Envoyés.",
  "send-failed": "Un message n’est pas parti. Il est gardé dans la boîte d’envoi.",
  "signed-out": "Vous êtes déconnecté. Vos brouillons sont gardés.",
  "session-soon": "Votre session se termine bientôt.",
  "demo-reset": "La démonstration a été remise à zéro.",
};

/** Addresses that something speaks against. */
export const quality = {
  title: "Adresses à vérifier",
  about:
    "D’après ce que ce poste a vu : messages non remis, silence depuis trois mois malgré au moins trois messages, disparition de l’annuaire. Transmettez la liste à votre opérateur : il tient ces adresses à jour.",
  none: "Aucune adresse à vérifier",
  noneText: "Rien de ce que ce poste a vu ne fait douter d’une adresse de vos correspondants.",
  filter: "Signal",
  "filter-all": "Toutes",
  "filter-bounced": "Non remis",
  "filter-gone": "Disparues",
  "filter-silent": "Sans signe de vie",
  list: "{count, plural, one {# adresse} other {# adresses}}",
  "signal-bounced": "dernier message non remis",
  "signal-gone": "adresse disparue",
  "signal-silent": "sans signe de vie",
  "why-bounced":
    "{count, plural, one {Un message est revenu} other {# messages sont revenus, le dernier}} le {date}. {reason} Cherchez une autre adresse de ce correspondant.",
  "bounce-closed": "Motif : boîte fermée.",
  "bounce-unknown": "Motif : adresse inconnue.",
  "bounce-invalid": "Motif : adresse non valable.",
  "bounce-refused": "Motif : refus du serveur.",
  "bounce-quota": "Motif : boîte pleine.",
  "why-gone": "L’annuaire la publiait et ne la publie plus depuis le {date}. Vérifiez avant d’écrire.",
  "why-silent":
    "{count, plural, one {# message} other {# messages}} depuis le {date}, sans accusé de lecture ni réponse. Assurez-vous que cette boîte est relevée.",
  export: "Exporter pour l’opérateur",
  exported: "Liste exportée. Elle ne contient ni patient ni contenu de message.",
};

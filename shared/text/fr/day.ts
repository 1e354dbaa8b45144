/** The day's work: what is put off, labels, kept searches. */
export const day = {
  snooze: "Reporter",
  "snooze-tomorrow": "Demain matin",
  "snooze-three-days": "Dans trois jours ({when})",
  "snooze-monday": "Lundi matin",
  "snooze-week": "Dans une semaine ({when})",
  snoozed:
    "{count, plural, one {Conversation reportée : elle revient {when}.} other {# conversations reportées : elles reviennent {when}.}}",
  snoozedUntil: "Reporté : {when}",
  bringBack: "Remettre à traiter maintenant",
  awaitingSince: "{days, plural, =0 {Sans réponse} one {Sans réponse depuis hier} other {Sans réponse depuis # jours}}",
  take: "Prendre en charge",
  takeOver: "Prendre le relais",
  letGoOf: "Ne plus prendre en charge",
  taken:
    "{count, plural, one {Conversation prise en charge : vos collègues le voient.} other {# conversations prises en charge : vos collègues le voient.}}",
  takenHere:
    "{count, plural, one {Conversation prise en charge, sur ce poste seulement : l’opérateur de cette boîte ne transmet pas cette marque à vos collègues.} other {# conversations prises en charge, sur ce poste seulement : l’opérateur de cette boîte ne transmet pas cette marque à vos collègues.}}",
  letGo: "{count, plural, one {Conversation rendue.} other {# conversations rendues.}}",
  takenByMe: "Prise en charge par vous",
  takenBy: "Prise en charge par {name}",
  takenProves:
    "Selon la marque posée sur le serveur. Quiconque ouvre cette boîte peut la poser : elle ne prouve pas qui l’a écrite.",
  rpps: "RPPS {number}",
  labels: "Étiquettes",
  label: "Étiqueter",
  labelsAbout: "{count, plural, one {Étiquettes de la conversation} other {Étiquettes des # conversations}}",
  labelsShared: "Ceux qui partagent la boîte voient les mêmes étiquettes, si leur serveur le permet.",
  newLabel: "Nouvelle étiquette",
  addLabel: "Créer et mettre",
  noLabel: "Aucune étiquette encore.",
  removeLabel: "Supprimer l’étiquette {name}",
  searches: "Recherches gardées",
  keepSearch: "Garder cette recherche dans le menu",
  forgetSearch: "Ne plus garder cette recherche",
};

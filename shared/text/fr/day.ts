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

/** The palette: what is typed, what is found. */
export const palette = {
  title: "Aller à, faire, trouver",
  placeholder: "Une action, un lieu, un patient, un message",
  results: "{count, plural, =0 {aucune proposition} one {# proposition} other {# propositions}}",
  "group-actions": "Actions",
  "group-places": "Lieux",
  "group-patients": "Patients",
  "group-conversations": "Conversations",
  "group-search": "Recherche",
  searchFor: "Chercher « {text} » dans tous les messages",
  nothing: "Rien ne correspond. Essayez un autre mot.",
  hint: "Flèches pour parcourir, Entrée pour choisir, Échap pour fermer.",
};

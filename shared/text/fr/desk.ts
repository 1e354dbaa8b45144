/** Notices and tray of the system: plain sentences, no plural form, never a patient's name. */
export const desk = {
  "one-patient": "Nouveau message d’un patient",
  "one-professional": "Nouveau message d’un professionnel",
  "one-other": "Nouveau message",
  "one-named": "Nouveau message : {name}",
  several: "{count} nouveaux messages",
  trayNothing: "Pli : rien à traiter",
  trayOne: "Pli : 1 conversation à traiter",
  traySeveral: "Pli : {count} conversations à traiter",
  open: "Ouvrir Pli",
  pdfName: "Conversation du",
  quit: "Quitter",
};

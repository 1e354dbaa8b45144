import type { desk as fr } from "../fr/desk";

/** Notices and tray of the system: plain sentences, no plural form, never a patient's name. */
export const desk: typeof fr = {
  "one-patient": "New message from a patient",
  "one-professional": "New message from a professional",
  "one-other": "New message",
  "one-named": "New message: {name}",
  several: "{count} new messages",
  trayNothing: "Pli: nothing to do",
  trayOne: "Pli: 1 conversation to do",
  traySeveral: "Pli: {count} conversations to do",
  open: "Open Pli",
  pdfName: "Conversation of",
  quit: "Quit",
};

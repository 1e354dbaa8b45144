import type { tour as fr } from "../fr/tour";

/** The short tour of the window. */
export const tour: typeof fr = {
  title: "Tour of Pli",
  offer: "First time here?",
  begin: "Take the one-minute tour",
  decline: "Not now",
  count: "{at} of {of}",
  next: "Next",
  before: "Back",
  end: "Begin",
  leave: "Leave the tour",
  toDo: "What awaits you",
  toDoText: "Each conversation stays here until it is marked done. The number is what is left.",
  toDoKeys: "marks the open one done",
  list: "Who writes to you",
  listText:
    "Patients and professionals are never mistaken for each other: a colour, a drawing and a word tell them apart. The filters keep one kind only.",
  listKeys: "go from one conversation to the next",
  reader: "Read, file, reply",
  readerText:
    "The conversation opens here, with the patient’s identity and documents. A document is read on the spot, then filed in the patient’s record.",
  readerKeys: "replies",
  write: "Write",
  writeText:
    "Three letters of a name are enough: the health directory proposes. To a patient, you say whether they may reply or the exchange is closed.",
  writeKeys: "writes a message",
  find: "Everything else",
  findText:
    "An action, a place or a patient is found by typing its name. Help keeps the guide, the keys and this tour.",
  findKeys: "finds everything, shows the keys",
};

import type { guide as fr } from "../fr/guide";

/** The built-in guide, and the words of the trade. */
export const guide: typeof fr = {
  day: "Begin the day",
  dayText:
    "“To do” gathers what expects something of you. Open the first conversation, answer or file, then “t”: it is done and the next one opens.",
  dayPicture: "The To do list: each line tells who writes, whether a patient or a professional, and what it carries.",
  file: "File a document",
  fileText:
    "“Read” shows the document, “File” compares its identity with your record, trait by trait. When all agrees, Pli files by itself and says so; otherwise it waits for your decision.",
  filePicture: "Filing a document: its identity traits, and the search for the record of this patient.",
  write: "Write",
  writeText:
    "“c” opens a message. The draft is kept at each pause. Before sending, Pli checks the recipients; after it, you have a few seconds to undo.",
  fin: "Write to a patient",
  finText:
    "The Mon espace santé address carries the matricule: check the identity shown. “Block the answer” closes the exchange; a next message without it opens it again.",
  directory: "Find a colleague",
  directoryText:
    "Type a name, a structure or a city in “To”: those you know come first, then the health directory. The page “Health directory” searches by criteria.",
  directoryPicture: "A name typed in To: the correspondents found, with their profession and address.",
  later: "Put off, label",
  laterText:
    "“h” puts a conversation off until tomorrow morning, or until the answer. “l” gives it a label that your colleagues of the mailbox see too.",
  together: "Working together",
  togetherText:
    "In a shared mailbox, “p” takes a conversation in charge: your colleagues see your name, and are warned if they answer it. “Mine” and “Nobody’s” sort the list; “p” again lets it go.",
  apart: "Several things on screen",
  apartText:
    "A double click, or Ctrl+Enter, puts a conversation in a window of its own. The answer you write there has its own too. When Pli locks, all of them close and your drafts are kept.",
  session: "Your session",
  sessionText:
    "You sign in with your e-CPS or your card, once a day. At the bottom left: until when, and how to sign out.",
  codes: "A mailbox with a code",
  codesText:
    "Some operators ask for a password and a one-time code. Choose it when you add the mailbox (“State the name, the kind or the opening”). The password stays in memory until you sign out; the code is asked again after each cut, and to send when the last one is more than a minute old. Nothing is lost meanwhile.",
  links: "A mailbox with a link",
  linksText:
    "Some operators have their own identification. Choose it when you add the mailbox (“State the name, the kind or the opening”), with what the operator gave you. Pli asks for the link, you open it on your telephone; it is asked for again after each sign-out. Nothing is lost meanwhile.",
  offline: "Without a network",
  offlineText:
    "All that was received can be read. What you write waits in the outbox and leaves at the next sign-in, once only.",
  updates: "Keeping Pli up to date",
  updatesText:
    "Pli looks for a new version by itself, verifies that it comes from its publisher and downloads it without interrupting you. “Settings”, “About” says where it stands; nothing is installed while you write or while a message leaves.",
  "word-mssante": "MSSanté",
  "wordText-mssante": "The trust space of secure health mail: only its members write to each other there.",
  "word-bal": "Mailbox (BAL)",
  "wordText-bal": "An MSSanté mailbox: of a person, a team or a software.",
  "word-psc": "Pro Santé Connect",
  "wordText-psc": "The service that says who you are, by the e-CPS application or your CPS card.",
  "word-mes": "Mon espace santé",
  "wordText-mes": "The patient’s space; your messages are read and answered there.",
  "word-ins": "INS, matricule",
  "wordText-ins":
    "The national health identity: a matricule of 15 characters and the authority that gives it. Qualified, it can be relied on.",
  "word-xdm": "IHE_XDM",
  "wordText-xdm": "The archive that carries a medical document and what describes it, read by software.",
  "word-cda": "CDA",
  "wordText-cda":
    "The form of a medical document: its head says who, for whom, when; its body is a structured text or a PDF.",
  "word-fin": "Closed exchange (FIN)",
  "wordText-fin": "The patient can answer no more, until your next message without this setting.",
  "word-mdn": "Read receipt (MDN)",
  "wordText-mdn":
    "What the recipient’s software sends back: displayed, processed, or why the document could not be filed.",
  "word-nil": "NIL",
  "wordText-nil": "The reference of the software, written in each message sent.",
};

import type { day as fr } from "../fr/day";

/** The day's work: what is put off, labels, kept searches. */
export const day: typeof fr = {
  snooze: "Put off",
  "snooze-tomorrow": "Tomorrow morning",
  "snooze-three-days": "In three days ({when})",
  "snooze-monday": "Monday morning",
  "snooze-week": "In a week ({when})",
  snoozed:
    "{count, plural, one {Conversation put off: it comes back {when}.} other {# conversations put off: they come back {when}.}}",
  snoozedUntil: "Put off: {when}",
  bringBack: "Put back in To do now",
  awaitingSince: "{days, plural, =0 {No answer} one {No answer since yesterday} other {No answer for # days}}",
  take: "Take in charge",
  takeOver: "Take over",
  letGoOf: "Let go",
  taken:
    "{count, plural, one {Conversation taken in charge: your colleagues see it.} other {# conversations taken in charge: your colleagues see it.}}",
  takenHere:
    "{count, plural, one {Conversation taken in charge, on this computer only: the operator of this mailbox does not pass this mark on to your colleagues.} other {# conversations taken in charge, on this computer only: the operator of this mailbox does not pass this mark on to your colleagues.}}",
  letGo: "{count, plural, one {Conversation let go.} other {# conversations let go.}}",
  takenByMe: "Taken by you",
  takenBy: "Taken by {name}",
  takenProves: "As the mark on the server says. Anyone who opens this mailbox can set it: it does not prove who did.",
  rpps: "RPPS {number}",
  labels: "Labels",
  label: "Label",
  labelsAbout: "{count, plural, one {Labels of the conversation} other {Labels of the # conversations}}",
  labelsShared: "Those who share the mailbox see the same labels, where their server allows it.",
  newLabel: "New label",
  addLabel: "Make and put on",
  noLabel: "No label yet.",
  removeLabel: "Remove the label {name}",
  searches: "Kept searches",
  keepSearch: "Keep this search in the menu",
  forgetSearch: "Keep this search no longer",
};

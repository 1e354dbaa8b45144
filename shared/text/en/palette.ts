import type { palette as fr } from "../fr/palette";

/** The palette: what is typed, what is found. */
export const palette: typeof fr = {
  title: "Go to, do, find",
  placeholder: "An action, a place, a patient, a message",
  results: "{count, plural, =0 {no suggestion} one {# suggestion} other {# suggestions}}",
  "group-actions": "Actions",
  "group-places": "Places",
  "group-patients": "Patients",
  "group-conversations": "Conversations",
  "group-search": "Search",
  searchFor: "Search for “{text}” in all messages",
  nothing: "Nothing matches. Try another word.",
  hint: "Arrows to walk, Enter to choose, Esc to close.",
};

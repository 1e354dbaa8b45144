import type { SourceAnswer } from "./finding";
import type { Question } from "./question";

/** `typing`: short, one at a time, a few entries; `window`: as long as the server may take, all it gives. */
export type Pace = "typing" | "window";

/** A directory that can be asked; rejects with DirectoryError only. */
export type Source = {
  readonly name: "ldap" | "fhir" | "offline";
  readonly ask: (question: Question, pace: Pace, signal: AbortSignal) => Promise<SourceAnswer>;
  readonly close: () => void;
};

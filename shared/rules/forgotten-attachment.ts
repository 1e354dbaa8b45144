import { fold } from "./fold";

const MENTIONS =
  /\bci[- ]?(?:joint|inclus)(?:e|s|es)?\b|\bpieces? jointes?\b|\ben (?:annexe|pj|piece jointe)\b|\bpj\b|\b(?:documents?|fichiers?|courriers?|compte[- ]rendus?|resultats?|ordonnances?|lettres?) joint(?:e|s|es)?\b|\bjoint(?:e|s|es)? (?:a|au) (?:ce|cet|present) (?:message|mail|courriel|envoi)\b|\bje (?:vous )?joins\b|\bvous trouverez joint/;

/** Where the text of the message that is answered begins. */
const QUOTED =
  /^(?:-{2,} ?(?:message d'origine|message transfere|original message|forwarded message)|le .{4,120} a ecrit ?:$|de ?: .{1,200}@)/;

/** Whether the person's own words, in French, announce a file; quoted text is left out. At most 100,000 characters are read. */
export const mentionsAttachment = (bodyText: string): boolean => {
  const lines = bodyText.slice(0, 100_000).split(/\r\n|\r|\n/);
  const folded = lines.map(fold);
  const end = folded.findIndex((line) => QUOTED.test(line));
  const own = folded.slice(0, end === -1 ? undefined : end).filter((line) => !line.startsWith(">"));
  return MENTIONS.test(own.join(" "));
};

/** Numbers that are the same at each run: mulberry32. `next` is in [0, 1[. */
export type Seed = {
  readonly next: () => number;
  /** A whole number from 0 to `below` - 1. */
  readonly whole: (below: number) => number;
  readonly pick: <Value>(from: readonly [Value, ...Value[]]) => Value;
  readonly words: (count: number) => string;
};

/** A seed of its own for each use, so that one figure's data do not depend on which others ran. */
export function seedOf(number: number): Seed {
  let state = number >>> 0;
  const next = (): number => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number): number => Math.floor(next() * below);
  // Cubed: a few words are everywhere and most are rare, as in mail.
  const word = (): string => VOCABULARY[Math.floor(next() ** 3 * VOCABULARY.length)] ?? "avis";
  return {
    next,
    whole,
    pick: (from) => from[whole(from.length)] ?? from[0],
    words: (count) => Array.from({ length: count }, word).join(" "),
  };
}

const STEMS =
  "patient compte rendu consultation bilan avis résultat traitement ordonnance hospitalisation urgence suivi imagerie biologie glycémie tension cœur rein poumon foie genou épaule hanche vaccin allergie douleur fièvre toux diabète asthme".split(
    " ",
  );
const ENDINGS = "|s|-a|-b|-c|-d|-e|-f|-g|-h|ement|ique|ologie|ite|ose|aire|al|eux|té|ance|if|ible".split("|");

/** The 660 words of every text, commonest first. */
export const VOCABULARY: readonly string[] = ENDINGS.flatMap((ending) => STEMS.map((stem) => `${stem}${ending}`));

/** A plainly fictitious correspondent, one of 400. */
export function correspondent(number: number): { readonly name: string; readonly address: string } {
  const which = number % 400;
  return { name: `Dr Camille DEMO-${which}`, address: `camille.demo${which}@confrere.essai.mssante.fr` };
}

/** How an address of the attacker's server is written for one resource: `at("pixel")`. */
export type Where = (name: string) => string;

/** One hostile message. Its id is the one of the list of attack cases, with a letter where a case has several. */
export type HostileCase = {
  readonly id: string;
  readonly about: string;
  /** The body; `pwn` is a statement that would be seen if a script ran anywhere. */
  readonly html: (at: Where, pwn: string) => string;
  /** Raw MIME parts beside the body. */
  readonly parts?: (at: Where, pwn: string) => readonly string[];
  readonly subject?: (at: Where, pwn: string) => string;
  /** The body is too long to be shown formatted: only the text is. */
  readonly tooLong?: true;
  /** Words that must remain readable once it is cleaned. */
  readonly keeps?: string;
};

/** The cases of one family, ids checked to be all different. */
export const family = (cases: readonly HostileCase[]): readonly HostileCase[] => {
  if (new Set(cases.map(({ id }) => id)).size !== cases.length) throw new Error("two cases have the same id");
  return cases;
};

import type { BigStore } from "./big-store";
import type { Population } from "./extraction";
import type { FullMailbox } from "./full-mailbox";
import type { BenchDesk } from "./bench-desk";
import type { OurProcess } from "./our-process";

/** One turn of both sides, in the figure's unit. */
export type Pair = { readonly value: number; readonly against: number };

/** What a figure is given: how much to do, a private folder, and what several figures share (made once, on first need). */
export type Bench = {
  readonly quick: boolean;
  /** How many counted pairs; one more is run first and forgotten. */
  readonly pairs: number;
  readonly folder: string;
  readonly start: (kind: "store" | "mailbox" | "parser" | "directory") => Promise<OurProcess>;
  readonly mailbox: () => Promise<FullMailbox>;
  /** A make-believe extraction of the directory (540,000 rows, a tenth with `quick`). */
  readonly extraction: () => Promise<Population>;
  readonly store: (messages: number) => Promise<BigStore>;
  /** The application in Electron, with its windows. */
  readonly desk: () => Promise<BenchDesk>;
  readonly say: (line: string) => void;
};

/** What was measured over all pairs: medians, and how far the ratios of single pairs went. */
export type Measured = {
  readonly value: number;
  readonly against: number;
  readonly ratio: number;
  readonly lowest: number;
  readonly highest: number;
  /** Value less against: median, and 95th percentile of the pairs. */
  readonly over: number;
  readonly mostOver: number;
  readonly n: number;
};

/** One figure of the plan. `goal` is worded as in the plan; `held` judges the medians. */
export type Figure = {
  readonly id: string;
  readonly what: string;
  readonly against: string;
  readonly unit: string;
  readonly goal: string;
  readonly held: (measured: Measured) => boolean;
  /** Its goal bounds by how much each pair is over, which is then told: the medians of both sides would not say it. */
  readonly apart?: true;
  /** Alternates the two sides; throws with a clear line when a peer is missing. */
  readonly run: (bench: Bench) => Promise<readonly Pair[]>;
};

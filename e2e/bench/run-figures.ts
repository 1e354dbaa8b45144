import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BigStore, buildStore } from "./big-store";
import { summary } from "./compare";
import { type Population, writeExtraction } from "./extraction";
import { type BenchDesk, openBenchDesk } from "./bench-desk";
import type { Workplace } from "./desk/desk";
import type { Bench, Figure, Measured } from "./figure";
import { fillMailbox, type FullMailbox } from "./full-mailbox";
import { buildProcesses } from "./build-processes";
import { startProcess } from "./our-process";

/** Where the processes are built, in the checkout. */
const OUT = "out/bench";

/** A figure that was taken, or why it could not be. */
export type Taken = { readonly figure: Figure } & ({ readonly measured: Measured } | { readonly failed: string });

export type RunOptions = {
  readonly quick: boolean;
  /** Builds the application and finds what runs it; asked once, when a figure needs its windows. */
  readonly prepare: () => Promise<Workplace>;
  readonly say: (line: string) => void;
  readonly taken: (taken: Taken) => void;
};

/** Takes figures one after the other, in a private folder that goes at the end with every process started. */
export async function runFigures(figures: readonly Figure[], options: RunOptions): Promise<void> {
  const { quick, say, taken } = options;
  const folder = await mkdtemp(join(tmpdir(), "pli-bench-"));
  const shared = sharedData(folder, options);
  let built: Promise<void> | null = null;
  const bench: Bench = {
    quick,
    pairs: quick ? 3 : 5,
    folder,
    say,
    start: async (kind) => {
      await (built ??= buildProcesses(OUT));
      return startProcess(kind, OUT);
    },
    ...shared,
  };
  try {
    for (const figure of figures) {
      say(`${figure.id}…`);
      taken(await take(figure, bench));
    }
  } finally {
    await shared.end();
    await rm(folder, { recursive: true, force: true });
  }
}

async function take(figure: Figure, bench: Bench): Promise<Taken> {
  try {
    return { figure, measured: summary(await figure.run(bench)) };
  } catch (error) {
    return { figure, failed: error instanceof Error ? error.message : String(error) };
  }
}

/** What several figures use is made once: the full mailbox, and a store of each size. */
function sharedData(
  folder: string,
  { quick, say, prepare }: RunOptions,
): Pick<Bench, "mailbox" | "store" | "extraction" | "desk"> & { readonly end: () => Promise<void> } {
  let desk: Promise<BenchDesk> | null = null;
  let mailbox: Promise<FullMailbox> | null = null;
  let extraction: Promise<Population> | null = null;
  const stores = new Map<number, BigStore>();
  const store: Bench["store"] = async (messages) => {
    const known = stores.get(messages);
    if (known !== undefined) return known;
    say(`  base de ${messages} messages…`);
    const made = buildStore(folder, messages);
    stores.set(messages, made);
    return made;
  };
  const filled = (): Promise<FullMailbox> => {
    if (mailbox === null) say("  remplissage de la boîte…");
    return (mailbox ??= fillMailbox(quick ? 4_000 : 20_000));
  };
  return {
    desk: () => (desk ??= openBenchDesk({ quick, say, prepare, store, mailbox: filled })),
    store,
    mailbox: filled,
    extraction: () => {
      if (extraction === null) say("  extraction de l’annuaire…");
      return (extraction ??= writeExtraction(join(folder, "extraction.txt"), quick ? 54_000 : 540_000));
    },
    end: async () => {
      await (await desk?.catch(() => null))?.stop();
      for (const { store } of stores.values()) store.close();
      await (await mailbox?.catch(() => null))?.stop();
    },
  };
}

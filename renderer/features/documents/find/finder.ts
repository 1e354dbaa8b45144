import { createStore, type StoreApi } from "zustand/vanilla";
import { hitsIn, type Piece, type Stretch } from "./hits-in";

/** Something drawn whose text is searched: the pages of a PDF, a narrative, a text. */
export type FindSource = {
  /** The runs of each of its pages, all of them, drawn or not. */
  readonly read: () => Promise<readonly (readonly Piece[])[]>;
  /** The nodes that draw the runs of a page, in the same order; null while it is not drawn. */
  readonly nodes: (page: number) => readonly (Node | null | undefined)[] | null;
  /** Brings a page on screen, which draws it. */
  readonly reveal: (page: number) => void;
};

/** A place where what is looked for is said. */
export type Hit = { readonly source: FindSource; readonly page: number; readonly stretch: Stretch };

/** What a search of the open document shows; `current` is the index of the hit one stands at, -1 where there is none. */
export type FindState = {
  readonly open: boolean;
  readonly query: string;
  /** The document is being read: what is not found yet may be there. */
  readonly searching: boolean;
  readonly hits: readonly Hit[];
  readonly current: number;
};

/** The search of one open document. */
export type Finder = {
  readonly state: StoreApi<FindState>;
  /** Adds something that is drawn; gives how to take it out. */
  readonly add: (source: FindSource) => () => void;
  /** A page has just been drawn: what is found there is shown. */
  readonly drawn: () => void;
  readonly open: () => void;
  readonly close: () => void;
  readonly look: (query: string) => void;
  /** Goes to the next hit (1) or the one before (-1), round the ends. */
  readonly step: (direction: 1 | -1) => void;
};

/** Most places shown: beyond, a word more narrows the search. */
export const MOST_HITS = 1000;
const CLOSED: FindState = { open: false, query: "", searching: false, hits: [], current: -1 };

/** Opens a search over whatever is drawn of one document; `paint` marks what is found, and with `go` brings the current hit on screen. */
export function createFinder(paint: (state: FindState, go: boolean) => void): Finder {
  const sources: FindSource[] = [];
  const state = createStore<FindState>(() => CLOSED);
  let turn = 0;
  const show = (go: boolean): void => paint(state.getState(), go);
  const search = async (): Promise<void> => {
    const { open, query } = state.getState();
    turn += 1;
    const mine = turn;
    const asked = open && query !== "";
    state.setState({ searching: asked });
    const hits = asked ? await hitsOf([...sources], query) : [];
    if (mine !== turn) return;
    state.setState({ searching: false, hits, current: hits.length === 0 ? -1 : 0 });
    show(true);
  };
  return {
    state,
    add: (source) => {
      sources.push(source);
      void search();
      return () => {
        sources.splice(sources.indexOf(source), 1);
        void search();
      };
    },
    drawn: () => show(false),
    open: () => state.setState({ open: true }),
    close: () => {
      state.setState(CLOSED);
      void search();
    },
    look: (query) => {
      state.setState({ query });
      void search();
    },
    step: (direction) => {
      const { hits, current } = state.getState();
      if (hits.length === 0) return;
      state.setState({ current: (current + direction + hits.length) % hits.length });
      show(true);
    },
  };
}

async function hitsOf(sources: readonly FindSource[], query: string): Promise<readonly Hit[]> {
  const hits: Hit[] = [];
  for (const source of sources) {
    const pages = await source.read().catch(() => []);
    pages.forEach((pieces, page) => {
      for (const stretch of hitsIn(pieces, query, MOST_HITS - hits.length)) hits.push({ source, page, stretch });
    });
  }
  return hits;
}

import type { FindState, Hit } from "./finder";

const ALL = "pli-found";
const HERE = "pli-found-here";

/** Marks the hits that are drawn, and with `go` brings the current one on screen. The marks are the browser's: the document is not touched. */
export function paint({ hits, current }: FindState, go: boolean): void {
  const here = hits[current];
  CSS.highlights.delete(ALL);
  CSS.highlights.delete(HERE);
  if (here === undefined) return;
  const nodesOf = nodesOnce();
  const ranges = hits.flatMap((hit) => (hit === here ? [] : (rangeOf(hit, nodesOf(hit)) ?? [])));
  const range = rangeOf(here, nodesOf(here));
  CSS.highlights.set(ALL, new Highlight(...ranges));
  if (range !== null) CSS.highlights.set(HERE, new Highlight(range));
  if (!go) return;
  if (range === null) here.source.reveal(here.page);
  else (range.startContainer.parentElement ?? document.body).scrollIntoView({ block: "center", inline: "nearest" });
}

type Nodes = ReturnType<Hit["source"]["nodes"]>;

/** The nodes of each page, asked for once: there are as many hits as words in a page of a hundred thousand nodes. */
function nodesOnce(): (hit: Hit) => Nodes {
  const asked = new Map<Hit["source"], Map<number, Nodes>>();
  return ({ source, page }) => {
    const pages = asked.get(source) ?? new Map<number, Nodes>();
    asked.set(source, pages);
    const nodes = pages.has(page) ? (pages.get(page) ?? null) : source.nodes(page);
    pages.set(page, nodes);
    return nodes;
  };
}

/** The hit in the nodes that draw it; null while they are not there. */
function rangeOf({ stretch: { from, to } }: Hit, nodes: Nodes): Range | null {
  const [start, end] = [nodes?.[from.piece], nodes?.[to.piece]];
  if (!start || !end) return null;
  const range = new Range();
  range.setStart(start, Math.min(from.offset, lengthOf(start)));
  range.setEnd(end, Math.min(to.offset, lengthOf(end)));
  return range;
}

const lengthOf = (node: Node): number => node.textContent?.length ?? 0;

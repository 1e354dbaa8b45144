import type { Piece } from "./hits-in";

const BLOCKS = "p, li, dt, dd, td, th, caption, figcaption, h1, h2, h3, h4, h5, h6, section, figure, pre, article";

/** The runs of text of an element with the nodes that draw them; what `data-find="own"` marks inside is searched by itself. */
export function textRuns(root: HTMLElement): readonly (Piece & { readonly node: Node })[] {
  const runs: { text: string; ends: boolean; node: Node; block: Element | null }[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node instanceof HTMLElement && node.dataset["find"] === "own" ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const last = runs.at(-1);
    if (node instanceof HTMLBRElement) {
      if (last !== undefined) last.ends = true;
      continue;
    }
    if (!(node instanceof Text)) continue;
    const block = node.parentElement?.closest(BLOCKS) ?? null;
    if (last !== undefined && last.block !== block) last.ends = true;
    runs.push({ text: node.data, ends: false, node, block });
  }
  return runs;
}

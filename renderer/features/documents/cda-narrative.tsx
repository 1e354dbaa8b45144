import { createElement, Fragment, memo, startTransition, useEffect, useMemo, useState, type ReactNode } from "react";
import { flushSync } from "react-dom";
import type { CdaDocument, CdaMedia, NarrativeNode, NarrativeSection } from "#shared/domain/document";
import { useText } from "../../text";
import { Hidden } from "../../ui";
import { drawnInPieces } from "./draw-whole";
import { firstNodes } from "./first-nodes";
import { emphasesOf, footnotesOf, MOST_DEPTH, nodeText, spanOf, type NarrativeBlock } from "./narrative-tree";
import styles from "./cda-narrative.module.css";

type Drawing = {
  readonly notes: readonly NarrativeBlock[];
  readonly media: readonly CdaMedia[];
  readonly onLink: (href: string, text: string) => void;
  readonly renderMedia: (media: CdaMedia, caption: string) => ReactNode;
  readonly missing: string;
};

/** The narrative of a structured document as our own elements: sections, tables, lists, footnotes, pictures; links go through `onLink`. */
export function CdaNarrative({
  sections,
  media,
  onLink,
  renderMedia,
  onWhole,
}: {
  readonly sections: readonly NarrativeSection[];
  readonly media: CdaDocument["media"];
  /** All of it is drawn: a long one comes piece by piece. */
  readonly onWhole?: () => void;
} & Pick<Drawing, "onLink" | "renderMedia">) {
  const t = useText();
  const notes = useMemo(() => footnotesOf(sections), [sections]);
  const drawn = useDrawn(sections, onWhole);
  const missing = t("documents.pictureMissing");
  // One object for all the pieces: a section that is drawn is not drawn again for the next ones.
  const drawing = useMemo<Drawing>(
    () => ({ notes, media, onLink, renderMedia, missing }),
    [notes, media, onLink, renderMedia, missing],
  );
  return (
    <div className={styles.narrative} aria-busy={drawn !== sections}>
      {drawn.map((section, at) => (
        // Parts of a document that does not change: their place is their identity.
        // eslint-disable-next-line react/no-array-index-key
        <Section key={at} section={section} level={2} drawing={drawing} />
      ))}
      {notes.length > 0 && drawn === sections && (
        <ol className={styles.notes} aria-label={t("documents.footnotes")}>
          {notes.map((note, at) => (
            // eslint-disable-next-line react/no-array-index-key
            <li key={at} value={at + 1}>
              {draw(note.children, drawing, 1)}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** Nodes drawn at once: a screen of them, in a frame or two. */
const PIECE = 500;

/** What to draw: a screen of it at once, the rest piece by piece behind it, all of it before a print. */
function useDrawn(sections: readonly NarrativeSection[], onWhole?: () => void): readonly NarrativeSection[] {
  const [reached, setReached] = useState(PIECE);
  const drawn = useMemo(() => firstNodes(sections, reached), [sections, reached]);
  const isWhole = drawn === sections;
  useEffect(() => {
    if (isWhole) return onWhole?.();
    const more = setTimeout(() => startTransition(() => setReached(reached + PIECE)));
    const finish = (): void => flushSync(() => setReached(Number.POSITIVE_INFINITY));
    const remove = drawnInPieces(finish);
    window.addEventListener("beforeprint", finish);
    return () => {
      clearTimeout(more);
      remove();
      window.removeEventListener("beforeprint", finish);
    };
  }, [reached, isWhole, onWhole]);
  return drawn;
}

const Section = memo(function Section({
  section,
  level,
  drawing,
}: {
  readonly section: NarrativeSection;
  readonly level: number;
  readonly drawing: Drawing;
}) {
  const heading = `h${Math.min(level, 6)}`;
  if (level > MOST_DEPTH) return null;
  return (
    <section>
      {section.title !== "" &&
        createElement(heading, { className: level === 2 ? styles.heading : styles.subheading }, section.title)}
      {draw(section.content, drawing, 0)}
      {section.sections.map((inner, at) => (
        // eslint-disable-next-line react/no-array-index-key
        <Section key={at} section={inner} level={level + 1} drawing={drawing} />
      ))}
    </section>
  );
});

function draw(nodes: readonly NarrativeNode[], drawing: Drawing, depth: number): ReactNode {
  const [only] = nodes;
  if (nodes.length === 1 && typeof only === "string") return only;
  // eslint-disable-next-line react/no-array-index-key
  return nodes.map((node, at) => (
    <Fragment key={at}>{depth > MOST_DEPTH ? nodeText(node) : drawNode(node, drawing, depth)}</Fragment>
  ));
}

function drawNode(node: NarrativeNode, drawing: Drawing, depth: number): ReactNode {
  if (typeof node === "string") return node;
  switch (node.kind) {
    case "break":
      return <br />;
    case "media":
      return drawMedia(node, drawing);
    case "link":
      return drawLink(node, drawing);
    case "list":
      return node.ordered ? (
        <ol className={styles.ordered}>{draw(node.children, drawing, depth + 1)}</ol>
      ) : (
        <ul className={styles.list}>{draw(node.children, drawing, depth + 1)}</ul>
      );
    case "table":
      return (
        <div className={styles.wide}>
          <table className={styles.table}>{drawTable(node.children, drawing, depth + 1)}</table>
        </div>
      );
    case "thead":
    case "tbody":
    case "tfoot":
      // White space between rows is not a row.
      return createElement(
        node.kind,
        null,
        draw(
          node.children.filter((child) => typeof child !== "string"),
          drawing,
          depth + 1,
        ),
      );
    case "tr":
      return <Row node={node} drawing={drawing} depth={depth + 1} />;
    case "td":
    case "th":
      return drawCell(node, draw(node.children, drawing, depth + 1));
    default:
      if (node.kind === "footnote") return <sup className={styles.call}>{drawing.notes.indexOf(node) + 1}</sup>;
      return drawBlock(node, emphasized(node.styles, draw(node.children, drawing, depth + 1)));
  }
}

/** What a table is called stands above it, whatever its place in it. */
function drawTable(children: readonly NarrativeNode[], drawing: Drawing, depth: number): ReactNode {
  const titles = children.filter(isCaption);
  if (titles.length === 0) return draw(children, drawing, depth);
  return (
    <>
      <caption>{draw(titles, drawing, depth)}</caption>
      {draw(
        children.filter((child) => !isCaption(child)),
        drawing,
        depth,
      )}
    </>
  );
}

const isCaption = (node: NarrativeNode): boolean => typeof node !== "string" && node.kind === "caption";

/** A row is not drawn again for those that follow it. */
const Row = memo(function Row({ node, drawing, depth }: RowProps) {
  return <tr>{node.children.map((cell, at) => drawOfRow(cell, at, drawing, depth))}</tr>;
});

type RowProps = {
  readonly node: { readonly children: readonly NarrativeNode[] };
  readonly drawing: Drawing;
  readonly depth: number;
};

function drawOfRow(node: NarrativeNode, at: number, drawing: Drawing, depth: number): ReactNode {
  if (typeof node === "string") return <td key={at}>{node}</td>;
  return (
    <Fragment key={at}>{depth > MOST_DEPTH ? <td>{nodeText(node)}</td> : drawNode(node, drawing, depth)}</Fragment>
  );
}

function drawLink(node: Extract<NarrativeNode, { kind: "link" }>, drawing: Drawing): ReactNode {
  const text = nodeText(node);
  return (
    <button type="button" className={styles.link} title={node.href} onClick={() => drawing.onLink(node.href, text)}>
      {text === "" ? node.href : text}
    </button>
  );
}

function drawCell(node: Extract<NarrativeNode, { kind: "td" | "th" }>, children: ReactNode): ReactNode {
  return createElement(
    node.kind,
    {
      ...(node.colSpan === undefined ? {} : { colSpan: spanOf(node.colSpan) }),
      ...(node.rowSpan === undefined ? {} : { rowSpan: spanOf(node.rowSpan) }),
      ...(node.kind === "th" ? { scope: "col" } : {}),
      className: node.align === undefined ? undefined : styles[node.align],
    },
    emphasized(node.styles, children),
  );
}

function drawBlock(node: NarrativeBlock, children: ReactNode): ReactNode {
  switch (node.kind) {
    case "paragraph":
      return <p className={styles.paragraph}>{children}</p>;
    case "item":
      return <li>{children}</li>;
    case "caption":
      return <span className={styles.caption}>{children}</span>;
    case "sub":
      return <sub>{children}</sub>;
    case "sup":
      return <sup>{children}</sup>;
    default:
      return children;
  }
}

function emphasized(codes: readonly string[] | undefined, children: ReactNode): ReactNode {
  if (codes === undefined) return children;
  const emphases = emphasesOf(codes);
  const under = emphases.has("under") ? <span className={styles.under}>{children}</span> : children;
  const em = emphases.has("em") ? <em>{under}</em> : under;
  return emphases.has("strong") ? <strong>{em}</strong> : em;
}

function drawMedia(
  { index, caption = "" }: Extract<NarrativeNode, { kind: "media" }>,
  { media, renderMedia, missing }: Drawing,
): ReactNode {
  const found = media[index];
  return (
    <figure className={styles.figure}>
      {found === undefined ? <span className={styles.missing}>{missing}</span> : renderMedia(found, caption)}
      {caption !== "" && <figcaption>{caption}</figcaption>}
      {found === undefined && <Hidden>{missing}</Hidden>}
    </figure>
  );
}

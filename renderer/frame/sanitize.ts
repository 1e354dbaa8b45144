import DOMPurify from "dompurify";
import { linkVerdict } from "#shared/rules/link-verdict";
import { setsColour } from "./sets-colour";

/** Longest HTML that is shown; above, the text alone is. */
export const LONGEST_HTML = 2_000_000;

/** The HTML of a message made harmless, as nodes never turned back into text; `removed`: remote or active content was taken out; `coloured`: it brings colours of its own, chosen for a light page; null: too long to show. */
export type SafeContent = {
  readonly fragment: DocumentFragment;
  readonly removed: boolean;
  readonly coloured: boolean;
};

/** The window of the message frame: what is parsed in it falls under its policy, not under the page's (which would refuse inline styles and complain). */
export type FrameWindow = Window &
  Pick<typeof globalThis, "DOMParser" | "Node" | "Element" | "DocumentFragment" | "HTMLTemplateElement">;

/**
 * Reduces untrusted HTML to text with plain formatting (attack cases H01–H16): rewriting on an inert document first, DOMPurify last.
 * Left: text, tables, lists, raster pictures given as data, https links in their canonical form. The frame's CSP stands behind this.
 */
export function sanitize(html: string, frame: FrameWindow): SafeContent | null {
  if (html.length > LONGEST_HTML) return null;
  const inert = new frame.DOMParser().parseFromString(html, "text/html");
  const removed = rewritePictures(inert);
  rewriteLinks(inert);
  rewriteStyles(inert);
  // The body itself is not an element we keep: its children are given in one that is.
  const content = inert.createElement("div");
  content.append(...inert.body.childNodes);
  const fragment = DOMPurify(frame as unknown as typeof globalThis.window).sanitize(content, {
    ...CONFIG,
    RETURN_DOM_FRAGMENT: true,
  });
  return { fragment, removed, coloured: isColoured(fragment) };
}

/** Whether a text or a ground has a colour of its own. */
const isColoured = (fragment: DocumentFragment): boolean =>
  fragment.querySelector("[color]") !== null ||
  [...fragment.querySelectorAll("[style]")].some((element) => setsColour(element.getAttribute("style") ?? ""));

/** Attributes that are kept and hold no address. */
const PLAIN_ATTRIBUTES = [
  "colspan",
  "rowspan",
  "align",
  "border",
  "cellpadding",
  "cellspacing",
  "valign",
  "dir",
  "lang",
  "start",
  "type",
  "width",
  "height",
  "color",
  "size",
  "data-refused",
];

const CONFIG = {
  ALLOWED_TAGS: [
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
  ],
  ALLOWED_ATTR: ["href", "src", "alt", "title", "style", ...PLAIN_ATTRIBUTES],
  ALLOWED_URI_REGEXP: /^(?:https:\/\/|data:image\/(?:png|jpeg|gif|webp);base64,)/iu,
  // Those are not addresses: the pattern above is for href and src only.
  ADD_URI_SAFE_ATTR: [...PLAIN_ATTRIBUTES],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOW_UNKNOWN_PROTOCOLS: false,
  SANITIZE_DOM: true,
  KEEP_CONTENT: true,
  FORBID_CONTENTS: [
    "style",
    "script",
    "template",
    "noscript",
    "noembed",
    "noframes",
    "iframe",
    "object",
    "svg",
    "math",
    "title",
    "head",
    "select",
    "textarea",
    "audio",
    "video",
  ],
};

const RASTER = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+$/iu;
const REMOTE_HOLDERS =
  "img[srcset], source, video, audio, input[type=image], image, use, [background], [poster], link, iframe, object, embed, style";

/** Only a raster picture carried by the message itself is kept. True when something else was asked for. */
function rewritePictures(inert: Document): boolean {
  let removed = inert.querySelector(REMOTE_HOLDERS) !== null;
  for (const picture of inert.querySelectorAll("img")) {
    if (RASTER.test(picture.getAttribute("src") ?? "")) {
      picture.removeAttribute("srcset");
      continue;
    }
    removed = true;
    const alt = picture.getAttribute("alt")?.trim() ?? "";
    picture.replaceWith(inert.createTextNode(alt === "" ? "" : `[${alt}]`));
  }
  return removed;
}

/** A link is the canonical address that the guard will show, or no link at all with the reason of its refusal. */
function rewriteLinks(inert: Document): void {
  for (const link of inert.querySelectorAll("a")) {
    const href = link.getAttribute("href");
    link.removeAttribute("data-refused");
    if (href === null) continue;
    const verdict = linkVerdict(href, link.textContent);
    link.removeAttribute("href");
    if (verdict.kind === "openable") link.setAttribute("href", verdict.url);
    else if (!href.startsWith("#")) link.setAttribute("data-refused", verdict.code);
  }
}

const PROPERTIES = [
  "color",
  "background-color",
  "font-weight",
  "font-style",
  "font-size",
  "font-variant",
  "text-align",
  "text-decoration-line",
  "text-transform",
  "vertical-align",
  "white-space",
  "line-height",
  "list-style-type",
  "padding-top",
  "padding-right",
  "padding-bottom",
  "padding-left",
  "margin-top",
  "margin-bottom",
  "width",
  "max-width",
  "border-collapse",
  ...["top", "right", "bottom", "left"].flatMap((side) =>
    ["width", "style", "color"].map((part) => `border-${side}-${part}`),
  ),
];
const UNSAFE_VALUE = /[\\(]|^-|\s-|!important/u;
const SAFE_COLOUR = /^rgba?\([\d\s.,%/]+\)$/u;

/** Inline styles keep a few properties, re-serialised by the browser, never a function other than a colour. */
function rewriteStyles(inert: Document): void {
  for (const element of inert.querySelectorAll<HTMLElement>("[style]")) {
    const kept = PROPERTIES.flatMap((name) => {
      const value = element.style?.getPropertyValue(name) ?? "";
      return value !== "" && value.length < 80 && (SAFE_COLOUR.test(value) || !UNSAFE_VALUE.test(value))
        ? [`${name}: ${value}`]
        : [];
    });
    if (kept.length === 0) element.removeAttribute("style");
    else element.setAttribute("style", kept.join("; "));
  }
}

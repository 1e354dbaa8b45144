import { useCallback, useEffect, useRef, useState } from "react";
import { useIsDark } from "../use-is-dark";
import { writeInOurFont } from "./frame-font";
import { guardLink } from "./link-guard";
import { sanitize, type FrameWindow } from "./sanitize";
import styles from "./frame.module.css";

/** The whole sandbox of a message: its nodes can be measured and its links caught by us; it has no script, form, popup or navigation. */
export const FRAME_SANDBOX = "allow-same-origin";

const MOST_REBIRTHS = 3;

/** Shows untrusted HTML in its frame, at its own height. `onTooLong` when only the text can be shown; `onRemoved` when something remote was taken out. */
export function MessageFrame({
  html,
  title,
  onTooLong,
  onRemoved,
}: {
  readonly html: string;
  readonly title: string;
  readonly onTooLong: () => void;
  readonly onRemoved: () => void;
}) {
  const frame = useRef<HTMLIFrameElement>(null);
  // A refused navigation may leave an opaque error page in the frame: it is made again.
  const [generation, setGeneration] = useState(0);
  const [height, setHeight] = useState(24);
  const stop = useRef<() => void>(() => {});
  const isDark = useIsDark();
  const fill = useCallback(() => {
    stop.current();
    const inner = frame.current?.contentDocument ?? null;
    if (inner?.defaultView == null) return setGeneration((count) => Math.min(count + 1, MOST_REBIRTHS));
    const safe = sanitize(html, inner.defaultView as unknown as FrameWindow);
    if (safe === null) return onTooLong();
    if (safe.removed) onRemoved();
    inner.body.replaceChildren(inner.importNode(safe.fragment, true));
    // Colours chosen for a light page keep it; ours follow the window.
    inner.documentElement.style.colorScheme = isDark && !safe.coloured ? "dark" : "light";
    void writeInOurFont(inner);
    stop.current = watch(inner, setHeight);
  }, [html, isDark, onRemoved, onTooLong]);
  useEffect(() => () => stop.current(), []);
  useEffect(() => {
    // A new text for a frame that is already there; the first one waits for its load.
    if (
      frame.current?.contentDocument?.readyState === "complete" &&
      frame.current.contentDocument.URL.endsWith("frame.html")
    )
      fill();
  }, [fill]);
  return (
    <iframe
      key={generation}
      ref={frame}
      sandbox={FRAME_SANDBOX}
      src="frame.html"
      title={title}
      className={styles.frame}
      style={{ height }}
      onLoad={fill}
    />
  );
}

/** Follows the height of the message and catches every way of following a link, from outside. */
function watch(inner: Document, setHeight: (height: number) => void): () => void {
  const measure = (): void =>
    setHeight(
      Math.min(
        40_000,
        Math.ceil(inner.body.getBoundingClientRect().height) +
          (inner.documentElement.scrollWidth > inner.documentElement.clientWidth ? 14 : 0),
      ),
    );
  const observer = new ResizeObserver(measure);
  observer.observe(inner.body);
  measure();
  const events = new AbortController();
  const listen = { capture: true, signal: events.signal };
  for (const kind of ["click", "auxclick"] as const) inner.addEventListener(kind, followed, listen);
  inner.addEventListener("dragstart", (event) => event.preventDefault(), listen);
  inner.addEventListener("submit", (event) => event.preventDefault(), listen);
  inner.addEventListener("keydown", pressed, listen);
  return () => {
    observer.disconnect();
    events.abort();
  };
}

const linkUnder = (target: EventTarget | null): Element | null =>
  target !== null && "closest" in target && typeof target.closest === "function"
    ? (target as Element).closest("a")
    : null;

function followed(event: Event): void {
  const link = linkUnder(event.target);
  if (link === null) return;
  event.preventDefault();
  event.stopPropagation();
  ask(link);
}

/** Enter follows a link through the guard; every other key is the window's, as if the focus were outside the frame. */
function pressed(event: KeyboardEvent): void {
  const link = linkUnder(event.target);
  if (event.key === "Enter" && link !== null) {
    event.preventDefault();
    event.stopPropagation();
    return ask(link);
  }
  if (
    ["Tab", "Shift", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "PageUp", "PageDown"].includes(event.key) ||
    (event.ctrlKey && "ac".includes(event.key.toLowerCase()))
  )
    return;
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (
    !document.dispatchEvent(
      new KeyboardEvent("keydown", { key, ctrlKey, metaKey, altKey, shiftKey, bubbles: true, cancelable: true }),
    )
  )
    event.preventDefault();
}

function ask(link: Element): void {
  const href = link.getAttribute("href");
  const refused = link.getAttribute("data-refused");
  if (href !== null) guardLink(href, link.textContent ?? "");
  else if (refused !== null) guardLink("", link.textContent ?? "", refused);
}

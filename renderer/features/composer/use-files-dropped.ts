import { useEffect, useState, type RefObject } from "react";

/** Hears files dropped anywhere on what holds `inside` (the conversation around its answer); true while some are held over it. What was dragged from this window is no file to join. */
export function useFilesDropped(
  inside: RefObject<HTMLElement | null>,
  onFiles: (files: readonly File[]) => void,
): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const zone = inside.current?.closest("section");
    if (zone === null || zone === undefined) return undefined;
    let isOurs = false;
    const heard = new AbortController();
    const holds = (event: DragEvent): boolean => !isOurs && event.dataTransfer?.types.includes("Files") === true;
    const listen = <Kind extends "dragover" | "dragleave" | "drop">(
      kind: Kind,
      hear: (event: DragEvent) => void,
    ): void => zone.addEventListener(kind, hear, { signal: heard.signal });
    listen("dragover", (event) => {
      if (!holds(event)) return;
      event.preventDefault();
      setOver(true);
    });
    listen("dragleave", ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && zone.contains(relatedTarget))) setOver(false);
    });
    listen("drop", (event) => {
      setOver(false);
      if (!holds(event)) return;
      event.preventDefault();
      onFiles([...(event.dataTransfer?.files ?? [])]);
    });
    document.addEventListener("dragstart", () => (isOurs = true), { signal: heard.signal, capture: true });
    // No pointer moves while something is dragged.
    document.addEventListener("pointermove", () => (isOurs = false), { signal: heard.signal });
    return () => heard.abort();
  }, [inside, onFiles]);
  return isOver;
}

import { useEffect, useRef } from "react";
import { onAppEvent } from "../../bridge";
import { shortcutOf, type ShortcutId } from "./shortcuts";

/** What each shortcut does here; one left out does nothing. */
export type ShortcutActs = Readonly<Partial<Record<ShortcutId, () => void>>>;

const layers: { current: ShortcutActs }[] = [];
let listening = false;

/** Gives their acts to the keys while the component is there; the last one mounted is asked first, so a dialog or a reader may take over. The menus of the window (`command` events) use the same acts. */
export function useShortcuts(acts: ShortcutActs): void {
  const layer = useRef(acts);
  useEffect(() => {
    layer.current = acts;
  });
  useEffect(() => {
    if (!listening) listen();
    layers.push(layer);
    return () => void layers.splice(layers.indexOf(layer), 1);
  }, []);
}

function listen(): void {
  listening = true;
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const id = shortcutOf(event, isTyping(event.target));
    if (id !== null && !underDialog(id) && runCommand(id)) event.preventDefault();
  });
  onAppEvent((event) => {
    if (event.kind === "command") runCommand(event.command);
  });
}

/** The acts that somebody would do now. */
export const runnable = (): ReadonlySet<string> =>
  new Set(
    layers.flatMap(({ current }) => Object.entries(current).flatMap(([id, act]) => (act === undefined ? [] : [id]))),
  );

/** Does an act as its key would; false when nobody does it now. */
export function runCommand(id: string): boolean {
  for (const { current } of layers.toReversed()) {
    const act = current[id as ShortcutId];
    if (act === undefined) continue;
    act();
    return true;
  }
  return false;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [role=textbox], [role=combobox]"));

/** Under an open dialog or menu the window behind stays still. */
const underDialog = (id: ShortcutId): boolean =>
  id !== "help" && document.querySelector("[role=dialog], [role=alertdialog], [role=menu]") !== null;

import { app, Menu, type ContextMenuParams, type MenuItemConstructorOptions, type WebContents } from "electron";
import type { catalogue } from "#shared/text/index";
import type { Application } from "../compose";

/** What the menu of the mouse is made of. */
export type ContextMenuPorts = Pick<Application, "spelling" | "report"> & {
  /** The windows of ours; another gets no menu. */
  readonly isOurs: (contents: WebContents) => boolean;
  readonly words: () => ReturnType<typeof catalogue>;
};

/** A suggestion later than this is not waited for. */
const PATIENCE_MS = 2500;

/** Opens the menu of a text being written (its wrong word first) or of a selection, by the mouse or by the keyboard. */
export function openContextMenus(ports: ContextMenuPorts): void {
  app.on("web-contents-created", (_event, contents) => {
    contents.on("context-menu", (_asked, params) => {
      if (!ports.isOurs(contents)) return;
      menuOf(contents, params, ports)
        .then((items) => (items.length === 0 ? undefined : Menu.buildFromTemplate(items).popup()))
        .catch((error: unknown) => ports.report(error, "context menu"));
    });
  });
}

async function menuOf(
  contents: WebContents,
  params: ContextMenuParams,
  ports: ContextMenuPorts,
): Promise<MenuItemConstructorOptions[]> {
  const words = ports.words();
  const copy = { role: "copy", label: words["app.copy"], enabled: params.editFlags.canCopy } as const;
  if (!params.isEditable) return params.selectionText.trim() === "" ? [] : [copy];
  const edit: MenuItemConstructorOptions[] = [
    { role: "undo", label: words["app.undo"], enabled: params.editFlags.canUndo },
    { type: "separator" },
    { role: "cut", label: words["app.cut"], enabled: params.editFlags.canCut },
    copy,
    { role: "paste", label: words["app.paste"], enabled: params.editFlags.canPaste },
    { role: "selectAll", label: words["app.selectAll"], enabled: params.editFlags.canSelectAll },
  ];
  return params.misspelledWord === ""
    ? edit
    : [...(await spellingItems(contents, params.misspelledWord, ports)), ...edit];
}

async function spellingItems(
  contents: WebContents,
  word: string,
  { spelling, words, report }: ContextMenuPorts,
): Promise<MenuItemConstructorOptions[]> {
  const late = new Promise<readonly string[]>((resolve) => setTimeout(() => resolve([]), PATIENCE_MS));
  const suggested = await Promise.race([spelling.suggest(word), late]).catch((error: unknown) => {
    report(error, "suggest");
    return [];
  });
  const learn = async (): Promise<void> => {
    await spelling.learn(word);
    // The same word in its own place: it is looked at again.
    contents.replaceMisspelling(word);
  };
  return [
    ...suggested.map((one) => ({ label: one, click: () => contents.replaceMisspelling(one) })),
    ...(suggested.length === 0 ? [{ label: words()["app.noSuggestion"], enabled: false }] : []),
    { type: "separator" },
    { label: words()["app.learnWord"], click: () => void learn().catch((error: unknown) => report(error, "learn")) },
    { type: "separator" },
  ];
}

import type { TextKey } from "#shared/text/index";

/** What a key does, where it acts, and how it is said: this table is both the behaviour and the help screen. */
export type Shortcut = {
  readonly keys: readonly string[];
  readonly area: "list" | "conversation" | "everywhere";
  readonly says: TextKey;
  /** Acts even while typing in a field. */
  readonly anywhere?: true;
};

/** Every key of the main window. A key is written `Ctrl+K`, `j`, `?`, `ArrowDown`; letters are matched as typed, layout included. */
export const shortcuts = {
  next: { keys: ["j"], area: "list", says: "help.next" },
  previous: { keys: ["k"], area: "list", says: "help.previous" },
  check: { keys: ["x"], area: "list", says: "help.check" },
  open: { keys: ["o"], area: "list", says: "help.open" },
  done: { keys: ["t"], area: "conversation", says: "help.done" },
  archive: { keys: ["e"], area: "conversation", says: "help.archive" },
  unread: { keys: ["u"], area: "conversation", says: "help.unread" },
  remove: { keys: ["Delete"], area: "conversation", says: "help.remove" },
  reply: { keys: ["r"], area: "conversation", says: "help.reply" },
  replyAll: { keys: ["a"], area: "conversation", says: "help.replyAll" },
  forward: { keys: ["f"], area: "conversation", says: "help.forward" },
  print: { keys: ["Ctrl+P"], area: "conversation", says: "help.print", anywhere: true },
  write: { keys: ["c", "Ctrl+N"], area: "everywhere", says: "help.write" },
  search: { keys: ["Ctrl+K", "/"], area: "everywhere", says: "help.search" },
  toDo: { keys: ["g"], area: "everywhere", says: "help.toDo" },
  refresh: { keys: ["F5"], area: "everywhere", says: "help.refresh", anywhere: true },
  leave: { keys: ["Escape"], area: "everywhere", says: "help.leave" },
  help: { keys: ["?", "F1"], area: "everywhere", says: "help.help" },
} as const satisfies Readonly<Record<string, Shortcut>>;

export type ShortcutId = keyof typeof shortcuts;

type Pressed = { readonly key: string; readonly ctrlKey: boolean; readonly metaKey: boolean; readonly altKey: boolean };

/** The shortcut of a pressed key; in a field only those that carry Ctrl, a function key, or act anywhere. */
export function shortcutOf(pressed: Pressed, typing: boolean): ShortcutId | null {
  for (const [id, shortcut] of Object.entries(shortcuts) as [ShortcutId, Shortcut][]) {
    const key = shortcut.keys.find((written) => matches(written, pressed));
    if (key !== undefined && (!typing || shortcut.anywhere === true || key.startsWith("Ctrl+") || /^F\d+$/u.test(key)))
      return id;
  }
  return null;
}

function matches(written: string, pressed: Pressed): boolean {
  const ctrl = written.startsWith("Ctrl+");
  const name = ctrl ? written.slice(5) : written;
  // Ctrl on Linux and Windows, Command on macOS. Alt is left to the system and to accented letters.
  if (ctrl !== (pressed.ctrlKey || pressed.metaKey) || pressed.altKey) return false;
  return ctrl ? pressed.key.toLowerCase() === name.toLowerCase() : pressed.key === name;
}

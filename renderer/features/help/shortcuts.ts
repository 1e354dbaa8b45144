import type { TextKey } from "#shared/text/index";

/** What a key does, where it acts, and how it is said: this table is the behaviour, the help screen and the palette. */
export type Shortcut = {
  /** None: the act is in the palette only. */
  readonly keys: readonly string[];
  readonly area: "list" | "conversation" | "everywhere";
  readonly says: TextKey;
  /** Acts even while typing in a field. */
  readonly anywhere?: true;
  /** Moves along what is shown: useless in the palette. */
  readonly walks?: true;
};

/** Every key of the main window. A key is written `Ctrl+K`, `j`, `?`, `ArrowDown`; letters are matched as typed, layout included. */
export const shortcuts = {
  next: { keys: ["j"], area: "list", says: "help.next", walks: true },
  previous: { keys: ["k"], area: "list", says: "help.previous", walks: true },
  check: { keys: ["x"], area: "list", says: "help.check", walks: true },
  open: { keys: ["o"], area: "list", says: "help.open", walks: true },
  done: { keys: ["t"], area: "conversation", says: "help.done" },
  archive: { keys: ["e"], area: "conversation", says: "help.archive" },
  snooze: { keys: ["h"], area: "conversation", says: "help.snooze" },
  take: { keys: ["p"], area: "conversation", says: "help.take" },
  window: { keys: ["Ctrl+Enter"], area: "conversation", says: "help.window" },
  labels: { keys: ["l"], area: "conversation", says: "help.labels" },
  unread: { keys: ["u"], area: "conversation", says: "help.unread" },
  remove: { keys: ["Delete"], area: "conversation", says: "help.remove" },
  reply: { keys: ["r"], area: "conversation", says: "help.reply" },
  replyAll: { keys: ["a"], area: "conversation", says: "help.replyAll" },
  forward: { keys: ["f"], area: "conversation", says: "help.forward" },
  find: { keys: [], area: "conversation", says: "documents.find" },
  print: { keys: ["Ctrl+P"], area: "conversation", says: "help.print", anywhere: true },
  template: { keys: ["Ctrl+M"], area: "conversation", says: "help.template" },
  savePdf: { keys: ["Ctrl+Shift+P"], area: "conversation", says: "help.savePdf", anywhere: true },
  write: { keys: ["c", "Ctrl+N"], area: "everywhere", says: "help.write" },
  palette: { keys: ["Ctrl+K"], area: "everywhere", says: "help.palette", walks: true },
  search: { keys: ["/", "Ctrl+F"], area: "everywhere", says: "help.search" },
  toDo: { keys: ["g"], area: "everywhere", says: "help.toDo" },
  refresh: { keys: ["F5"], area: "everywhere", says: "help.refresh", anywhere: true },
  leave: { keys: ["Escape"], area: "everywhere", says: "help.leave", walks: true },
  help: { keys: ["?", "F1"], area: "everywhere", says: "help.help" },
  bigger: { keys: ["Ctrl++", "Ctrl+="], area: "everywhere", says: "help.bigger" },
  smaller: { keys: ["Ctrl+-"], area: "everywhere", says: "help.smaller" },
  normalSize: { keys: ["Ctrl+0"], area: "everywhere", says: "help.normalSize" },
  tour: { keys: [], area: "everywhere", says: "tour.title" },
  demo: { keys: [], area: "everywhere", says: "demo.open" },
  newRule: { keys: [], area: "everywhere", says: "rules.new" },
  theme: { keys: [], area: "everywhere", says: "help.theme" },
  density: { keys: [], area: "everywhere", says: "help.density" },
  signIn: { keys: [], area: "everywhere", says: "help.signIn" },
  signOut: { keys: [], area: "everywhere", says: "help.signOut" },
  lock: { keys: [], area: "everywhere", says: "help.lock" },
} as const satisfies Readonly<Record<string, Shortcut>>;

export type ShortcutId = keyof typeof shortcuts;

type Pressed = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey?: boolean;
};

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
  const [, ctrl, shift, name = ""] = /^(Ctrl\+)?(Shift\+)?(.+)$/u.exec(written) ?? [];
  // Ctrl on Linux and Windows, Command on macOS. Alt is left to the system and to accented letters.
  if ((ctrl !== undefined) !== (pressed.ctrlKey || pressed.metaKey) || pressed.altKey) return false;
  if (ctrl === undefined) return pressed.key === name;
  // Shift is part of a letter's key only: + and 0 need it on some keyboards.
  if (/^\p{L}$/u.test(name) && (pressed.shiftKey ?? false) !== (shift !== undefined)) return false;
  return pressed.key.toLowerCase() === name.toLowerCase();
}

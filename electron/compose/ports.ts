import type { AppEvent } from "#shared/contract/events";
import type { Port } from "#shared/contract/link";
import type { Environment } from "#shared/domain/environment";
import type { AppState } from "#shared/domain/session";
import type { KdfParams } from "../store/key-file";
import type { Disk } from "../update/disk";

/** A process of ours as the application drives it. */
export type Process = Port & { readonly kill: () => void; readonly memory: () => Promise<number | undefined> };

/** The system's vault. */
export type Vault = {
  readonly available: () => boolean;
  readonly backend: () => string;
  readonly wrap: (bytes: Uint8Array) => Uint8Array;
  readonly unwrap: (bytes: Uint8Array) => Uint8Array;
};

/** What a person is asked by a dialog of the system. */
export type Dialogs = {
  /** Proposes a safe name; false when the person gave up. */
  readonly saveFile: (name: string, bytes: Uint8Array) => Promise<boolean>;
  /** Asks where a file too large for memory is to be written; its path stays in main, null when the person gave up. */
  readonly chooseTarget: (name: string) => Promise<string | null>;
  /** Asks for one file with one of these extensions; its path stays in main, null when the person gave up. */
  readonly chooseSource: (...extensions: readonly string[]) => Promise<string | null>;
  /** Asks for a folder; its path stays in main, null when the person gave up. */
  readonly chooseFolder: () => Promise<string | null>;
  readonly chooseFiles: (maxBytes: number) => Promise<{
    readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
    readonly tooBig: readonly string[];
  }>;
  readonly openLink: (href: string) => Promise<boolean>;
  /** Opens the identity provider's page in the system's browser, without a question: the person just asked for it. Rejects when it cannot. */
  readonly openBrowser: (url: string) => Promise<void>;
  /** Brings the main window to the front. */
  readonly showMain: () => void;
  /** Shows a file of ours in the system's window of its folder. */
  readonly showFile: (path: string) => void;
  readonly showPhone: () => void;
  readonly closePhone: () => void;
  /** Opens the panel of the demonstration beside the window. */
  readonly showPanel: () => void;
};

/** Windows each about one thing, by its id. */
export type Apart = {
  /** Opens the window of this one, or brings it to the front; `closed` is called when the person closes it, not at the end of the application. */
  readonly open: (id: string, closed: () => void) => void;
  readonly close: (id: string) => void;
};

/** What the tray and the number on the icon say. */
export type DeskWords = { readonly tooltip: string; readonly open: string; readonly quit: string };

/** Settings that only the system can honour. */
export type DeskSettings = {
  readonly startAtLogin: boolean;
  readonly hideFromCapture: boolean;
  readonly mailto: boolean;
};

/** What surrounds the window on the person's desk. Nothing here ever carries a patient's name. */
export type Desk = {
  /** A window of ours has the focus: what arrives is seen there. */
  readonly isLookedAt: () => boolean;
  readonly notify: (notice: { readonly title: string; readonly body: string; readonly onOpen: () => void }) => void;
  readonly count: (toDo: number, words: DeskWords) => void;
  readonly apply: (settings: DeskSettings) => Promise<void>;
  readonly show: () => void;
};

/** Paper and files that leave the window. */
export type Leaving = {
  /** What the main window shows, as a PDF: on A4, or on a page that is A4 once it has its bands (`PAPER_BANDS`). */
  readonly pageAsPdf: (page: "a4" | "banded") => Promise<Uint8Array>;
  /** Starts the drag of a file out of the main window; the name is already safe. */
  readonly drag: (name: string, bytes: Uint8Array) => Promise<void>;
  /** Takes back the files that were lent for drags. */
  readonly empty: () => Promise<void>;
};

/** The platform with the technical log over it: what services are given. */
export type Reporting = Platform & {
  /** Notes an unexpected error once: its kind and code, never its text, which could hold a path or a name. */
  readonly report: (error: unknown, about: string) => void;
};

/** The application's own files, and what it takes to replace them. */
export type OwnFiles = {
  readonly folder: string;
  readonly disk: Disk;
  /** Whether the application in a folder starts, shows its page and opens an encrypted store, on a profile that is thrown away. */
  readonly starts: (folder: string) => Promise<boolean>;
  /** Ends as usual, and starts what is then in place. */
  readonly restart: () => void;
};

/** Everything the application takes from the machine it runs on; filled by main, by the tests and by the tools. */
export type Platform = {
  /** Folder of the profiles, private to the user. */
  readonly folder: string;
  readonly start: (kind: "store" | "parser" | "mailbox" | "directory" | "spelling" | "identity" | "demo") => Process;
  readonly vault: Vault;
  readonly dialogs: Dialogs;
  /** The windows of drafts. */
  readonly composers: Apart;
  /** The windows of conversations. */
  readonly conversations: Apart;
  readonly desk: Desk;
  readonly leaving: Leaving;
  /** What the system, or a script (PAC, its text), answers for an address: `PROXY host:port; DIRECT`. */
  readonly resolveProxy: (url: string, script: string | null) => Promise<string>;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  readonly emit: (event: AppEvent) => void;
  /** Appends one line, already redacted, to the technical log. */
  readonly writeLog: (line: string) => void;
  readonly version: string;
  readonly runtime: string;
  readonly copy: AppState["copy"];
  /** The files of this copy, where they are the person's to replace; null where they are her system's. */
  readonly ownFiles: OwnFiles | null;
  /** Where updates come from, as the packager wrote it; undefined for a copy that does not look for them. */
  readonly updates: unknown;
  /** The environment that a real profile uses instead of the known one; null but in development and tests. */
  readonly environment: Environment | null;
  /** The product reference of this build (ECO.2.4.3); empty when it has none. */
  readonly nil: string;
  /** Costs of a passphrase and of a recovery code: those of `store/wrap.ts`, but in tests. */
  readonly kdf?: KdfParams;
};

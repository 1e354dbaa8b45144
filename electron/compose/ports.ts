import type { AppEvent } from "#shared/contract/events";
import type { Port } from "#shared/contract/link";
import type { Environment } from "#shared/domain/environment";

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
  readonly chooseFiles: (maxBytes: number) => Promise<{
    readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
    readonly tooBig: readonly string[];
  }>;
  readonly openLink: (href: string) => Promise<boolean>;
  /** Opens the identity provider's page in the system's browser, without a question: the person just asked for it. Rejects when it cannot. */
  readonly openBrowser: (url: string) => Promise<void>;
  /** Brings the main window to the front. */
  readonly showMain: () => void;
  readonly showPhone: () => void;
  readonly closePhone: () => void;
};

/** The platform with the technical log over it: what services are given. */
export type Reporting = Platform & {
  /** Notes an unexpected error once: its kind and code, never its text, which could hold a path or a name. */
  readonly report: (error: unknown, about: string) => void;
};

/** Everything the application takes from the machine it runs on; filled by main, by the tests and by the tools. */
export type Platform = {
  /** Folder of the profiles, private to the user. */
  readonly folder: string;
  readonly start: (kind: "store" | "parser" | "mailbox" | "demo") => Process;
  readonly vault: Vault;
  readonly dialogs: Dialogs;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  readonly emit: (event: AppEvent) => void;
  /** Appends one line, already redacted, to the technical log. */
  readonly writeLog: (line: string) => void;
  readonly version: string;
  readonly runtime: string;
  /** The environment that a real profile uses instead of the known one; null but in development and tests. */
  readonly environment: Environment | null;
  /** The product reference of this build (ECO.2.4.3); empty when it has none. */
  readonly nil: string;
};

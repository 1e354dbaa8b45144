/** A newer version that was published, once its signature was verified; `notes` are plain text. */
export type Release = {
  readonly version: string;
  /** ISO. */
  readonly date: string;
  readonly notes: { readonly fr: string; readonly en: string };
};

/**
 * Why a look for an update, or its download, ended without it: the server, its certificate; what it gave is not signed by the publisher, not
 * readable, past its date, older than what was already seen; made for data newer than ours; has no file for this machine; the file is not
 * the one that was signed; the new version did not start when it was tried; no room on the disk, or no right to write there.
 */
export type UpdateFailure =
  | "unreachable"
  | "untrusted"
  | "unsigned"
  | "unreadable"
  | "expired"
  | "older"
  | "too-old-data"
  | "no-file"
  | "altered"
  | "does-not-start"
  | "no-space"
  | "disk";

/** Where the look for updates is; `off`: this copy was made without an address, and asks nothing of the network. */
export type UpdateStep =
  | { readonly step: "off" }
  | { readonly step: "quiet" }
  | { readonly step: "looking" }
  | { readonly step: "downloading"; readonly release: Release; readonly percent: number }
  | { readonly step: "ready"; readonly release: Release }
  | { readonly step: "failed"; readonly code: UpdateFailure; readonly release: Release | null };

/** What the pages show; `lookedAt` is the last look that had an answer to believe (ISO). */
export type UpdateView = UpdateStep & {
  readonly lookedAt: string | null;
  /** Who installs what is ready: `here`, this copy itself; `system`, the person's own system, from the downloaded file. */
  readonly by: "here" | "system";
};

/** How asking to install ended: under way, its file shown, or put off because something is written or about to leave. */
export type UpdateInstall = "installing" | "shown" | "writing" | "sending" | "nothing";

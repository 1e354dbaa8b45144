import type { TraceEvent, TraceFilter, TraceLine } from "#shared/domain/trace-event";

/** The system's vault (Electron safeStorage in the application, filled by the shell). */
export type Vault = {
  readonly available: () => boolean;
  readonly backend: () => string;
  /** Throw when the vault is closed or the blob is not its own. */
  readonly wrap: (bytes: Uint8Array) => Uint8Array;
  readonly unwrap: (bytes: Uint8Array) => Uint8Array;
};

/** The journal as the store serves it; made by `electron/trace` over the table that `queries/trace-table.ts` keeps. */
export type Journal = {
  readonly appendTrace: (event: TraceEvent, at: string) => TraceLine;
  readonly listTrace: (page: TraceFilter & { readonly offset: number; readonly limit: number }) => {
    readonly lines: readonly TraceLine[];
    readonly total: number;
  };
  readonly verifyChain: () => { readonly ok: boolean; readonly lines: number; readonly brokenAt: number | null };
  readonly traceCsv: (filter?: TraceFilter) => string;
  readonly purgeTrace: (before: string) => number;
};

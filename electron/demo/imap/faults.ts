/** Switches that make the server misbehave on demand, read at each use so that they may be changed at any time. */
export type ImapFaults = {
  /** Cuts the next body literal in its middle with `* BYE` and closes; switches itself off. */
  byeMidLiteral: boolean;
  /** Upper-case commands (`SELECT`, `UID FETCH`) answered `NO [UNAVAILABLE]`. */
  readonly unavailable: Set<string>;
  /** Slows every answer to that pace; undefined is full speed. */
  bytesPerSecond: number | undefined;
  /** Greets new connections with `* BYE`. */
  refuseConnections: boolean;
};

/** A set of faults with every switch off. */
export function createImapFaults(): ImapFaults {
  return { byeMidLiteral: false, unavailable: new Set(), bytesPerSecond: undefined, refuseConnections: false };
}

/** Bounds on what one client may cost the server: sizes in bytes, times in milliseconds. */
export type ImapLimits = {
  readonly lineBytes: number;
  /** Largest message accepted by APPEND, announced as APPENDLIMIT (RFC 7889). */
  readonly messageBytes: number;
  /** Largest literal anywhere else than in APPEND, all literals of one command together. */
  readonly argumentBytes: number;
  readonly accountBytes: number;
  readonly connections: number;
  readonly connectionsPerUser: number;
  /** Beyond this pace a client waits, it is not refused. */
  readonly commandsPerSecond: number;
  readonly failedLogins: number;
  readonly loginMs: number;
  readonly inactivityMs: number;
  readonly heartbeatMs: number;
  readonly authenticateMs: number;
};

/** The bounds of a demonstration operator with a handful of clients. */
export const DEFAULT_IMAP_LIMITS: ImapLimits = {
  lineBytes: 64 * 1024,
  messageBytes: 30_000_000,
  argumentBytes: 64 * 1024,
  accountBytes: 1024 * 1024 * 1024,
  connections: 64,
  connectionsPerUser: 16,
  commandsPerSecond: 200,
  failedLogins: 3,
  loginMs: 60_000,
  inactivityMs: 30 * 60_000,
  heartbeatMs: 120_000,
  authenticateMs: 10_000,
};

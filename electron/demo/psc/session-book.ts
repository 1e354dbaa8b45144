import { randomUUID } from "node:crypto";

/** One sign-in: what refreshes and tokens hang on. Times are epoch milliseconds. */
export type DemoSession = {
  readonly sid: string;
  readonly idNat: string;
  readonly grantId: string;
  readonly startedAt: number;
};

/** The sessions the provider keeps open: ended by logout, by the switch that ends all, or by age. */
export type SessionBook = {
  open(idNat: string, grantId: string): DemoSession;
  ofGrant(grantId: string | undefined): DemoSession | undefined;
  /** The session when it is still open, else undefined. */
  alive(sid: unknown): DemoSession | undefined;
  end(sid: string): void;
  endAll(): void;
  count(): number;
};

/** A book of sessions that live at most `maxAgeMs` (PSC: 4 h). */
export function createSessionBook(maxAgeMs: number): SessionBook {
  const bySid = new Map<string, DemoSession>();
  const alive = (sid: unknown): DemoSession | undefined => {
    const session = typeof sid === "string" ? bySid.get(sid) : undefined;
    return session !== undefined && Date.now() - session.startedAt < maxAgeMs ? session : undefined;
  };
  return {
    open(idNat, grantId) {
      const session = { sid: randomUUID(), idNat, grantId, startedAt: Date.now() };
      bySid.set(session.sid, session);
      return session;
    },
    ofGrant: (grantId) => alive([...bySid.values()].find((session) => session.grantId === grantId)?.sid),
    alive,
    end: (sid) => void bySid.delete(sid),
    endAll: () => bySid.clear(),
    count: () => [...bySid.keys()].filter((sid) => alive(sid) !== undefined).length,
  };
}

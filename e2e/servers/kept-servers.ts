/** What was started and can be stopped. */
type Stoppable = { stop(): Promise<void> };

/** Servers that are stopped together: `kept` adds one and gives it back. */
export type KeptServers = {
  readonly kept: <Server extends Stoppable>(server: Server) => Server;
  /** The last started first; one that cannot be stopped does not hold up the others. */
  readonly stop: () => Promise<void>;
};

/** A set with nothing in it yet. */
export function keepServers(): KeptServers {
  const running: Stoppable[] = [];
  return {
    kept: (server) => (running.push(server), server),
    stop: async () => {
      for (const server of running.toReversed()) await server.stop().catch(() => undefined);
    },
  };
}

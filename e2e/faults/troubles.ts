import type { FaultProxy, Fault } from "../servers/fault-proxy";
import type { ServerCertificate } from "../servers/server-parts";
import { type Engine, FAIR } from "./engine";

/**
 * What goes wrong for a while: on the way to a server (`Fault`), at the server (`restart`), or on the machine (`names`: nothing is resolved
 * any more; `tomorrow`: the clock is a day ahead).
 */
export type Trouble = Fault | { readonly kind: "restart" | "names" | "tomorrow" };

/** Every trouble; `impostor` is a certificate of another authority for the same names. */
export const troubles = (impostor: ServerCertificate): readonly Trouble[] => [
  { kind: "closed" },
  { kind: "cut" },
  { kind: "reset" },
  { kind: "half-open" },
  { kind: "drop" },
  { kind: "stall", ms: 30_000 },
  { kind: "drip", bytesPerSecond: 1 },
  { kind: "loss", oneIn: 10 },
  { kind: "alert" },
  { kind: "impostor", certificate: impostor },
  { kind: "restart" },
  { kind: "names" },
  { kind: "tomorrow" },
];

/** A server that can be stopped and started again where it was. */
export type Restartable = { readonly pause: () => Promise<void>; readonly resume: () => Promise<void> };

/** Where a trouble happens. Without `server` its port refuses instead of a restart. */
export type Scene = { readonly way: FaultProxy; readonly server: Restartable | null; readonly engine: Engine };

/** Begins a trouble; gives what ends it. */
export async function begin({ way, server, engine }: Scene, trouble: Trouble): Promise<() => Promise<void>> {
  switch (trouble.kind) {
    case "restart":
      await (server === null ? way.inject({ kind: "closed" }) : server.pause());
      return async () => (server === null ? way.heal() : server.resume());
    case "names":
    case "tomorrow":
      await engine.weather(trouble.kind === "names" ? { ...FAIR, names: false } : { ...FAIR, aheadMs: 86_400_000 });
      // What is open would notice nothing.
      await way.inject({ kind: "reset" });
      await way.heal();
      return () => engine.weather(FAIR);
    default:
      await way.inject(trouble);
      return () => way.heal();
  }
}

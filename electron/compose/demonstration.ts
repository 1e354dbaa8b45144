import { join } from "node:path";
import type { DemoState } from "#shared/contract/application";
import type { Handlers } from "#shared/contract/index";
import { link, type Remote } from "#shared/contract/link";
import { PliError } from "#shared/domain/failure";
import type { MailboxId } from "#shared/domain/ids";
import type { DemoHost, DemoInfo, DemoService } from "../demo/ports";
import type { StoreClient } from "../store/serve";
import type { Reporting } from "./ports";

/** The make-believe operator, running beside the application while its profile is open. */
export type Demonstration = {
  /** Starts it, or gives what is already running. */
  readonly start: (folder: string) => Promise<DemoInfo>;
  readonly info: () => DemoInfo | null;
  /** Where it is, or was while it ran last: it is in no other environment while it starts again. */
  readonly environment: () => DemoInfo["environment"] | null;
  readonly state: () => Promise<DemoState>;
  readonly reset: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly handlers: Pick<
    Handlers,
    "demo.state" | "demo.answer" | "demo.showPhone" | "demo.showPanel" | "demo.act" | "demo.protocol"
  >;
};

type Running = { readonly service: Remote<DemoService>; readonly kill: () => void; readonly info: DemoInfo };

/** Builds the demonstration; `changed` is called when a request comes to the telephone or leaves it, `lost` when its process ended by itself. */
export function createDemonstration(platform: Reporting, changed: () => void, lost: () => void): Demonstration {
  let running: Running | null = null;
  let last: DemoInfo["environment"] | null = null;
  const service = (): Remote<DemoService> => {
    if (running === null) throw new PliError("demo-stopped");
    return running.service;
  };
  const state = async (): Promise<DemoState> => ({
    people: running?.info.people ?? [],
    // The newest first: one given up in Pli waits on the telephone until its time is over.
    pending:
      running === null
        ? []
        : [...(await running.service.pending())].toSorted((a, b) => b.expiresAt.localeCompare(a.expiresAt)),
  });
  const stop = async (): Promise<void> => {
    const ending = running;
    running = null;
    await ending?.service.stop().catch(() => undefined);
    ending?.kill();
  };
  return {
    info: () => running?.info ?? null,
    environment: () => last,
    state,
    stop,
    start: async (folder) => {
      if (running !== null) return running.info;
      const child = platform.start("demo");
      const host: DemoHost = { changed, progress: () => undefined };
      const remote = link<DemoService>(child, host, "demo-stopped", (error) => platform.report(error, "demo host"));
      const info = await remote.start({ statePath: join(folder, "operator.bin") });
      running = { service: remote, kill: child.kill, info };
      last = info.environment;
      child.onClose(() => {
        const byItself = running?.service === remote;
        if (byItself) running = null;
        changed();
        if (byItself) lost();
      });
      return info;
    },
    reset: async () => {
      await running?.service.reset();
      await stop();
    },
    handlers: {
      "demo.state": () => state(),
      "demo.answer": async ({ id, answer }) => {
        await service().answer({ id, answer });
        return state();
      },
      "demo.showPanel": async () => {
        service();
        platform.dialogs.showPanel();
        return null;
      },
      "demo.act": async ({ act }) => {
        await service().act(act);
        return null;
      },
      "demo.protocol": ({ after }) => service().protocol(after),
      "demo.showPhone": async () => {
        platform.dialogs.showPhone();
        return null;
      },
    },
  };
}

/** Puts the practice into a new demonstration store: its mailboxes, and the patients it already knows. */
export async function seedDemonstration(store: StoreClient, info: DemoInfo): Promise<void> {
  if ((await store.listMailboxes()).length > 0) return;
  for (const [index, { address, kind, name, fromLabel }] of info.mailboxes.entries()) {
    const id = `demo-${index + 1}` as MailboxId;
    await store.saveMailbox({
      id,
      address,
      kind,
      name,
      fromLabel,
      colour: index,
      environmentId: info.environment.id,
      servers: null,
    });
  }
  for (const patient of info.knownPatients) await store.savePatient(null, patient);
}

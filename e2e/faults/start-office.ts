import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import type { Environment } from "#shared/domain/environment";
import type { MailboxId } from "#shared/domain/ids";
import { type SpaceOfTrust, type SpaceOptions, startSpaceOfTrust } from "../servers/space-of-trust";
import { type Engine, startEngine } from "./engine";
import { openOffice } from "./office";

/** An engine at work in the mailbox of one person, over servers of its own; its profile is in `folder`. */
export type Office = {
  readonly space: SpaceOfTrust;
  readonly engine: Engine;
  readonly mailboxId: MailboxId;
  readonly folder: string;
  readonly close: () => Promise<void>;
};

/** What is put between the engine and the servers: the environment that leads through it, and how it ends. */
export type Between = { readonly environment: Environment; readonly stop: () => Promise<unknown> };

type Start = SpaceOptions & { readonly between?: (space: SpaceOfTrust) => Promise<Between> };

/** Starts an office before the tests of a file, and ends it after them; `started` is given what they work with. */
export function inOffice(options: Start, started: (office: Office) => void): void {
  let office: Office | null = null;
  beforeAll(async () => {
    office = await startOffice(options);
    started(office);
  }, 90_000);
  afterAll(() => office?.close());
}

async function startOffice({ between, ...options }: Start): Promise<Office> {
  const folder = mkdtempSync(join(tmpdir(), "pli-office-"));
  const space = await startSpaceOfTrust(options);
  const way = await between?.(space);
  const engine = await startEngine(folder, way?.environment ?? space.environment);
  return {
    space,
    engine,
    mailboxId: await openOffice(engine, space),
    folder,
    close: async () => {
      await engine.kill();
      await way?.stop();
      await space.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

import { writeFileSync } from "node:fs";
import { createServer, connect, type AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "@playwright/test";
import type { MailboxId } from "#shared/domain/ids";
import type { SpaceOfTrust } from "../../servers/space-of-trust";
import type { StoreService } from "../../../electron/store/service";
import type { BenchDesk } from "../bench-desk";
import { HOST, SERVERS, USER } from "../full-mailbox";
import type { Launched } from "./launch";

/** The servers of the tests behind a door that notes when it is first opened, and the environment that leads there. */
export type Door = {
  readonly port: number;
  /** Written for the application to read. */
  readonly environmentFile: string;
  /** Hour of the first connection since the last `forget`, in ms; NaN when there was none. */
  readonly openedAt: () => number;
  readonly forget: () => void;
  readonly stop: () => void;
};

/** Puts a door before the IMAP server of a space. */
export async function openDoor(
  space: SpaceOfTrust,
  { folder, give }: Pick<BenchDesk, "folder" | "give">,
): Promise<Door> {
  let openedAt = Number.NaN;
  const server = createServer((client) => {
    if (Number.isNaN(openedAt)) openedAt = performance.timeOrigin + performance.now();
    const behind = connect(space.dovecot.ports.imap, "127.0.0.1");
    client.pipe(behind).pipe(client);
    for (const [one, other] of [
      [client, behind],
      [behind, client],
    ] as const)
      one
        .setNoDelay(true)
        .on("error", () => other.destroy())
        .on("close", () => other.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const environmentFile = join(folder, `environment-${port}.json`);
  const hosts = { ...space.environment.hosts, [HOST]: { address: "127.0.0.1", port } };
  writeFileSync(environmentFile, JSON.stringify({ ...space.environment, hosts }));
  give(environmentFile);
  return {
    port,
    environmentFile,
    openedAt: () => openedAt,
    forget: () => {
      openedAt = Number.NaN;
    },
    stop: () => void server.close(),
  };
}

/** Mailboxes of the practice that hold nothing. */
export const QUIET = ["secretariat", "denis", "accueil"].map((name) => `${name}.demo@cabinet.essai.mssante.fr`);

/** Adds mailboxes to a new profile; the full one alone unless told otherwise. */
export const withMailboxes =
  (addresses: readonly string[] = [USER]) =>
  (service: StoreService): void => {
    for (const [index, address] of addresses.entries())
      service.saveMailbox({
        id: `bench-${index}` as MailboxId,
        address,
        kind: index === 0 ? "PER" : "ORG",
        fromLabel: "Dr_Claire_DEMO",
        name: `Cabinet ${index + 1}`,
        colour: index,
        environmentId: "custom",
        servers: SERVERS,
      });
  };

/** A bare way to the submission server, for who holds a token of that mailbox. */
export const bareTransport = async ({ submission, environment, token }: SpaceOfTrust, user: string) => ({
  host: "127.0.0.1",
  port: submission.port,
  requireTLS: true,
  tls: { ca: [...environment.anchorsPem], servername: "smtp.essai.mssante.fr" },
  auth: { type: "OAuth2" as const, user, accessToken: await token(user, { secondsLeft: 3600 }) },
});

/** Signs in as the person would; her telephone accepts at once. */
export async function signIn(page: Page, { psc }: SpaceOfTrust): Promise<void> {
  await page.getByRole("button", { name: "Se connecter" }).first().click();
  for (;;) {
    const [request] = psc.pending();
    if (request !== undefined && (await psc.approve(request.id))) return;
    await pause(20);
  }
}

/** Resolves when every mailbox is up to date. */
export async function upToDate(page: Page): Promise<void> {
  const states = (): Promise<readonly string[]> =>
    page.evaluate(
      "pli.call('mailboxes.list', undefined).then(({ value }) => value.map(({ connection }) => connection.state))",
    );
  while (!(await states()).every((state) => state === "ready")) await pause(250);
}

/** The application connected and up to date: at its first start on a profile this is its first synchronisation. */
export async function connected(
  desk: Pick<BenchDesk, "launch">,
  space: SpaceOfTrust,
  { profile, door }: { readonly profile: string; readonly door: Door },
): Promise<{ readonly launched: Launched; readonly page: Page }> {
  const launched = desk.launch("pli", { profile, env: { PLI_ENVIRONMENT: door.environmentFile } });
  const page = await launched.page();
  await signIn(page, space);
  await upToDate(page);
  return { launched, page };
}

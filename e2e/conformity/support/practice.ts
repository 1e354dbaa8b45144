import { randomBytes } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import type { Input, MethodName, Output } from "#shared/contract/index";
import type { Environment, HostPlace } from "#shared/domain/environment";
import type { Result } from "#shared/domain/failure";
import type { MailboxId } from "#shared/domain/ids";
import type { ConnectionState } from "#shared/domain/mailbox";
import { forget, openApp, type OpenApp } from "../../journeys/support/open-app";
import { DOCTOR } from "../../journeys/support/real-mail";
import { PASSPHRASE } from "../../journeys/support/steps";
import type { RemoteSpace } from "../../servers/remote-space";
import { closeWays, openWays, type Ways } from "./ways";

/** The application signed in, with one mailbox of its own, and every way to its servers in our hands. */
export type Practice = Omit<OpenApp, "space"> & {
  readonly space: RemoteSpace;
  readonly address: string;
  readonly mailboxId: MailboxId;
  readonly ways: Ways;
  /** Calls a method of the contract from the page, as the interface does; throws the failure's code. */
  readonly call: Call;
  /** Heals every way and leads it to its server, signs in again where needed, and waits for the mailbox. */
  readonly settle: () => Promise<void>;
};

/** The contract as specs call it. */
export type Call = <Name extends MethodName>(name: Name, input: Input<Name>) => Promise<Output<Name>>;

/** How Claire's mails are signed (ECO.2.2.7). */
export const FROM_LABEL = "Dr_Claire_DEMO-GENERALISTE";

/** Opens it: its own profile and a mailbox that no other spec uses. */
export async function openPractice(): Promise<Practice> {
  const ways = await openWays();
  const opened = await openApp({ servers: "real", through: (environment) => leadThrough(environment, ways) });
  const { space } = opened;
  if (space === null) throw new Error("no real servers");
  const call = callOf(opened.page);
  const address = `conformite-${randomBytes(4).toString("hex")}.demo@${DOCTOR.address.split("@")[1] ?? ""}`;
  await call("app.createProfile", { passphrase: PASSPHRASE });
  await call("safety.putOffCode", undefined);
  await call("settings.set", { undoSeconds: 0 });
  await signIn(call, space);
  const { mailbox, steps } = await call("mailboxes.add", {
    address,
    name: "Conformité DEMO",
    kind: "PER",
    fromLabel: FROM_LABEL,
    environmentId: "custom",
  });
  if (mailbox === null) throw new Error(`not connected: ${JSON.stringify(steps)}`);
  // The pages of a first start make way for those of every day.
  await opened.page.reload();
  const practice = { ...opened, space, address, mailboxId: mailbox.id, ways, call };
  return {
    ...practice,
    settle: () => settle(practice),
    close: async () => {
      await opened.close();
      forget(opened.folder);
      await closeWays(ways);
    },
  };
}

/** Every host of the environment, led through our ways. */
function leadThrough(environment: Environment, ways: Ways): Environment {
  const hosts = Object.entries(environment.hosts ?? {}).map(([host, place]): [string, HostPlace] => {
    const way = ways.of(host);
    if (way === undefined) return [host, place];
    way.leadTo(place.port);
    return [host, { address: "127.0.0.1", port: way.port }];
  });
  return { ...environment, hosts: { ...Object.fromEntries(hosts), ...ways.extraHosts } };
}

/** Signs in on the telephone of the provider. */
export async function signIn(call: Call, space: RemoteSpace): Promise<void> {
  const asked = await call("session.signIn", { idNat: DOCTOR.idNat, channel: "mobile" });
  if (asked.state === "signed-in") return;
  await expect
    .poll(async () => {
      const now = await call("session.state", undefined);
      if (now.state !== "waiting") return now.state;
      const request = (await space.pending()).find((one) => one.bindingMessage === now.bindingMessage);
      if (request !== undefined) await space.approve(request.id);
      return now.state;
    }, QUICK)
    .toBe("signed-in");
}

const QUICK = { intervals: [50, 100, 200], timeout: 40_000 };

async function settle(practice: Omit<Practice, "settle">): Promise<void> {
  const { call, space, ways } = practice;
  await ways.heal();
  if ((await call("session.state", undefined)).state !== "signed-in") await signIn(call, space);
  const { connection } = (await call("mailboxes.list", undefined)).find(({ id }) => id === practice.mailboxId) ?? {};
  // What waits before it tries again is called at once.
  if (connection?.state === "offline") await call("mailboxes.sync", { mailboxId: null });
  await connected(practice);
}

/** Waits until the mailbox is in that state. */
export async function connected(
  { call, mailboxId }: Pick<Practice, "call" | "mailboxId">,
  state: ConnectionState["state"] = "ready",
  timeout = 40_000,
): Promise<void> {
  await expect
    .poll(async () => (await call("mailboxes.list", undefined)).find(({ id }) => id === mailboxId)?.connection.state, {
      intervals: [50, 100, 200],
      timeout,
    })
    .toBe(state);
}

function callOf(page: Page): Call {
  return async <Name extends MethodName>(name: Name, input: Input<Name>): Promise<Output<Name>> => {
    const answer = (await page.evaluate(
      ([method, argument]) =>
        (window as unknown as { pli: { call: (name: unknown, input: unknown) => Promise<unknown> } }).pli.call(
          method,
          argument,
        ),
      [name, input] as const,
    )) as Result<Output<Name>>;
    if (!answer.ok) throw new Error(`${name}: ${answer.failure.code} ${answer.failure.about ?? ""}`);
    return answer.value;
  };
}

import type { Handlers } from "#shared/contract/index";
import { PliError } from "#shared/domain/failure";
import type { MailboxId } from "#shared/domain/ids";
import type { Mailbox } from "#shared/domain/mailbox";
import type { Autoconfig } from "./autoconfig";
import { knownMailbox } from "./known-mailbox";
import type { Ground } from "./ground";
import type { ConnectionTest } from "./connection-test";
import type { Services } from "./services";

type Names =
  | "mailboxes.giveCode"
  | "mailboxes.askLink"
  | "mailboxes.cancelLink"
  | "mailboxes.list"
  | "mailboxes.add"
  | "mailboxes.test"
  | "mailboxes.sync"
  | "mailboxes.replaceCertificate";

/** Mailboxes of the profile: adding one reads its operator's configuration, tests every step, then connects. */
export function accountHandlers(
  services: Services,
  test: ConnectionTest,
  { identities, codes, links }: Pick<Ground, "identities" | "codes" | "links">,
): Pick<Handlers, Names> {
  const { store, mailboxes } = services;
  const viewOf = async (id: MailboxId) => (await mailboxes.list()).find((one) => one.id === id) ?? null;
  return {
    "mailboxes.list": () => mailboxes.list(),
    "mailboxes.add": async ({ address, name, kind, fromLabel, servers: typed, auth, secret, clientSecret }) => {
      const known = await store.get().listMailboxes();
      if (known.some((one) => one.address.toLowerCase() === address.toLowerCase())) throw new PliError("mailbox-known");
      const id = Buffer.from(services.platform.random(8)).toString("hex") as MailboxId;
      const mailbox: Mailbox = {
        id,
        address,
        name,
        kind,
        fromLabel,
        colour: known.length % 6,
        environmentId: services.environment().id,
      };
      if (auth?.kind === "certificate") identities.lend(id);
      if (auth?.kind === "code" && secret !== undefined) codes.give(id, auth.place, secret);
      if (auth?.kind === "operator-ciba") {
        if (clientSecret === undefined) throw new PliError("link-config");
        if (links.isWaiting()) throw new PliError("link-busy", { retry: true });
        links.lend(id, auth, clientSecret);
      }
      const own = auth === undefined ? {} : { auth };
      const tested = test(mailbox, typed === undefined ? undefined : { ...typed, ...own }, auth);
      const { servers, steps } = await tested.catch((error: unknown) => {
        codes.forget(id);
        links.forget(id);
        throw error;
      });
      if (servers === null) {
        codes.forget(id);
        links.forget(id);
        return { mailbox: null, steps };
      }
      if (auth?.kind === "certificate") await identities.keep(id);
      if (auth?.kind === "operator-ciba") await links.keep(id);
      await store.get().saveMailbox({ ...mailbox, servers });
      await mailboxes.connect(mailbox);
      services.changed("mailboxes", "conversations");
      return { mailbox: await viewOf(id), steps };
    },
    "mailboxes.test": async ({ mailboxId }) => {
      const mailbox = (await store.get().listMailboxes()).find((one) => one.id === mailboxId);
      if (mailbox === undefined) throw new PliError("not-found");
      // What was typed by hand stays what is tested: its operator publishes nothing.
      const kept = (await store.get().mailboxServers(mailboxId)) ?? undefined;
      const found = await test(mailbox, undefined, kept?.auth);
      const isUnpublished =
        found.steps.some(({ step, state }) => step === "autoconfig" && state === "failed") && kept !== undefined;
      return (isUnpublished ? await test(mailbox, kept) : found).steps;
    },
    "mailboxes.giveCode": async ({ mailboxId, secret }) => {
      const mailbox = await knownMailbox(services, mailboxId);
      const auth = (await store.get().mailboxServers(mailboxId))?.auth;
      if (auth?.kind !== "code") throw new PliError("not-found");
      codes.give(mailboxId, auth.place, secret);
      await opened(services, mailbox);
      return null;
    },
    "mailboxes.askLink": async ({ mailboxId }) => {
      const mailbox = await knownMailbox(services, mailboxId);
      const auth = (await store.get().mailboxServers(mailboxId))?.auth;
      if (auth?.kind !== "operator-ciba") throw new PliError("not-found");
      if (links.isWaiting()) throw new PliError("link-busy", { retry: true });
      // How it ends is what the mailbox asks for then.
      void links
        .ask(mailboxId, auth)
        .then(() => opened(services, mailbox))
        .catch((error: unknown) => error instanceof PliError || services.platform.report(error, "operator link"));
      return null;
    },
    "mailboxes.cancelLink": async () => {
      links.cancel();
      return null;
    },
    "mailboxes.replaceCertificate": async ({ mailboxId, passphrase }) => {
      const mailbox = await knownMailbox(services, mailboxId);
      const chosen = await identities.replace(mailboxId, passphrase);
      if (chosen === null) return null;
      await mailboxes.reconnect(mailbox);
      services.changed("mailboxes");
      return chosen;
    },
    "mailboxes.sync": async ({ mailboxId }) => {
      await mailboxes.sync(mailboxId);
      return null;
    },
  };
}

/** What the person gave opens the mailbox, and what waited for it goes on. */
async function opened({ mailboxes, operations, outbox }: Services, mailbox: Mailbox): Promise<void> {
  await mailboxes.connect(mailbox);
  operations.replay(mailbox.id);
  outbox.kick();
}

/** Mailboxes that have no servers yet read their configuration, each on its own: one that fails leaves the others alone. */
export async function configureMissing(services: Services, autoconfig: Autoconfig): Promise<void> {
  const store = services.store.get();
  await Promise.all(
    (await store.listMailboxes()).map(async (mailbox) => {
      // A demonstration changes its ports at each start, but not its names: what autoconfiguration gave stays true.
      if ((await store.mailboxServers(mailbox.id)) !== null) return;
      const found = await autoconfig.find(mailbox.address);
      if (found.ok) await store.saveMailbox({ ...mailbox, servers: found.servers });
      await services.trace({
        action: "connect",
        mailboxId: mailbox.id,
        request: "autoconfig",
        answer: found.ok ? "found" : found.code,
        success: found.ok,
      });
    }),
  );
}

import type { Handlers } from "#shared/contract/index";
import type { MessageId } from "#shared/domain/ids";
import type { StoreClient } from "../store/serve";
import type { Services } from "./services";

type Names = Extract<keyof Handlers, `rules.${string}`>;
type Run = Awaited<ReturnType<StoreClient["runRules"]>>;
type Needed = Pick<Services, "store" | "operations" | "trace" | "changed" | "desk" | "platform">;

/** Rules over mail that arrives: kept, read, applied on demand, taken back. */
export function ruleHandlers(services: Services): Pick<Handlers, Names> {
  const { store } = services;
  const kept = async (request: string): Promise<void> => {
    await services.trace({ action: "rule", request, answer: "kept", success: true });
    services.changed("rules", "conversations");
  };
  return {
    "rules.list": () => store.get().listRules(),
    "rules.save": async ({ id, rule }) => {
      const saved = await store.get().saveRule(id, rule);
      await kept(`${id === null ? "new" : "change"} ${saved.id}`);
      return saved;
    },
    "rules.remove": async ({ id }) => {
      await store.get().removeRule(id);
      await kept(`remove ${id}`);
      return null;
    },
    "rules.order": async ({ ids }) => {
      await store.get().orderRules(ids);
      services.changed("rules");
      return null;
    },
    "rules.preview": ({ id }) => store.get().ruleReach(id),
    "rules.apply": async ({ id }) => {
      const run = await store.get().applyRule(id);
      await carryOut(services, run, "on demand");
      return { messageIds: run.applied.map(({ messageId }) => messageId) };
    },
    "rules.undo": async ({ id, messageIds }) => {
      const queued = await store.get().undoRule(id, messageIds);
      await services.trace({
        action: "rule",
        request: `take back ${id}`,
        answer: `${messageIds.length} messages`,
        success: true,
      });
      replay(services, queued);
      services.changed("conversations");
      return null;
    },
    "rules.documentTypes": () => store.get().documentTypes(),
  };
}

/** The rules at work while mail arrives. */
export type Ruling = {
  /** Messages were stored: the rules that need nothing more speak, then what may be announced is. */
  readonly arrived: (ids: readonly MessageId[]) => void;
  /** The body of a message came, its documents filed where they match, or it will never be read: the rules that waited for it speak. */
  readonly settled: (id: MessageId) => Promise<void>;
};

/** Builds the ruling; what a rule may still silence is announced once its body is known. */
export function createRuling(services: () => Needed): Ruling {
  const withheld = new Set<MessageId>();
  const speak = async (ids: readonly MessageId[]): Promise<void> => {
    const store = services().store.get();
    await carryOut(services(), await store.runRules(ids, false), "on arrival");
    const known = new Set(await store.knownToRules(ids));
    for (const id of ids) if (!known.has(id)) withheld.add(id);
    services().desk.arrived([...known]);
  };
  return {
    arrived: (ids) => void speak(ids).catch((error: unknown) => services().platform.report(error, "rules")),
    settled: async (id) => {
      await carryOut(services(), await services().store.get().runRules([id], true), "on arrival");
      if (withheld.delete(id)) services().desk.arrived([id]);
    },
  };
}

async function carryOut(services: Needed, { applied, queued }: Run, how: string): Promise<void> {
  if (applied.length === 0) return;
  for (const { ruleId, mailboxId, messageId } of eachOnce(applied)) {
    const count = applied.filter((one) => one.ruleId === ruleId && one.mailboxId === mailboxId).length;
    await services.trace({
      action: "rule",
      mailboxId,
      request: `${how} ${ruleId}`,
      answer: `${count} messages`,
      success: true,
      ...(count === 1 ? await headerOf(services, messageId) : {}),
    });
  }
  replay(services, queued);
  services.changed("conversations");
}

/** One of each rule and mailbox: a line of the journal for all that a rule did there at once. */
const eachOnce = (applied: Run["applied"]): Run["applied"] =>
  applied.filter(
    ({ ruleId, mailboxId }, index) =>
      applied.findIndex((other) => other.ruleId === ruleId && other.mailboxId === mailboxId) === index,
  );

/** The Message-ID of a message, as the journal names it. */
async function headerOf({ store }: Needed, id: MessageId): Promise<{ readonly messageId?: string }> {
  const { messageId } = await store.get().threadOf(id);
  return messageId === "" ? {} : { messageId };
}

function replay({ operations }: Needed, queued: Run["queued"]): void {
  for (const mailboxId of new Set(queued.map((one) => one.mailboxId))) operations.replay(mailboxId);
}

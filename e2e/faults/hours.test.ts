import { expect, test } from "vitest";
import type { MailboxId } from "#shared/domain/ids";
import { treeHandles, treeMegabytes } from "../bench/desk/process-tree";
import { seedOf } from "../bench/seed";
import type { SpaceOfTrust } from "../servers/space-of-trust";
import type { Engine } from "./engine";
import { DOCTOR, letter, send, shown, until, write } from "./office";
import { messagesOn } from "./outside";
import { inOffice } from "./start-office";

const COLLEAGUE = "destinataire.demo@confrere.essai.mssante.fr";
/** Eight hours of a practice, ten times as fast; `PLI_MINUTES` for less of it. */
const MINUTES = Number(process.env["PLI_MINUTES"] ?? 48);
/** One letter in fifteen simulated seconds. */
const TURN_MS = 1500;
const LOOK_MS = 5000;
/** What the tree of processes may hold more, or less, in the last part of the day than in the second one. */
const FLAT = 0.1;
const PARTS = 8;

let space: SpaceOfTrust;
let engine: Engine;
let mailboxId: MailboxId;
inOffice({}, (office) => ({ space, engine, mailboxId } = office));

type Look = { readonly megabytes: number; readonly handles: number };

/** Letters come, some are read, looked for, answered; nothing may grow with the hours but what is kept. */
test.runIf(process.env["PLI_LONG"] !== undefined)(
  `a day of eight hours in ${MINUTES} minutes: memory and handles stay flat, nothing is lost, and the journal has a line for each message that left`,
  async () => {
    const random = seedOf(20_261_122);
    const looks: Look[] = [];
    const sent: string[] = [];
    const end = Date.now() + MINUTES * 60_000;
    let received = 0;
    let looked = 0;
    for (let turn = 0; Date.now() < end; turn += 1) {
      const next = Date.now() + TURN_MS;
      await space.deliver(DOCTOR.address, letter(`jour${turn}`));
      received += 1;
      if (turn % 4 === 0) {
        await send(engine, await write(engine, mailboxId, COLLEAGUE, `parti${turn}`));
        sent.push(`parti${turn}`);
      }
      await readsSomething(random.whole(turn + 1));
      if (Date.now() - looked > LOOK_MS) {
        looked = Date.now();
        looks.push({ megabytes: await treeMegabytes(engine.pid), handles: await treeHandles(engine.pid) });
      }
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - Date.now())));
    }
    // All of them are told: a growth that stops is not one that goes on.
    const parts = Array.from({ length: PARTS }, (_, part) => partOf(looks, part));
    const [first, last] = [partOf(looks, 1), partOf(looks, PARTS - 1)];
    console.info(`${received} received, ${sent.length} sent, ${looks.length} looks: ${JSON.stringify(parts)}`);
    await until("every letter", 60_000, async () => (await shown(engine, mailboxId, `jour${received - 1}`)) === 1);
    await until("every message", 120_000, async () =>
      (await engine.call("outbox.list", undefined)).every(({ state }) => state === "sent"),
    );
    expect(await messagesOn(space, COLLEAGUE)).toHaveLength(sent.length);
    const sending = { search: "", from: null, to: null, kind: "mail", offset: 0, limit: 500 } as const;
    const lines: string[] = [];
    for (let offset = 0, total = 1; offset < total; offset += sending.limit) {
      const page = await engine.call("journal.list", { ...sending, offset });
      total = page.total;
      lines.push(...page.lines.filter(({ action }) => action === "send").map(({ messageId }) => messageId ?? ""));
    }
    expect([lines.length, new Set(lines).size]).toEqual([sent.length, sent.length]);
    expect(await engine.call("journal.state", undefined)).toMatchObject({ brokenAt: null });
    expect(await engine.call("safety.check", { passphrase: null })).toEqual({ whole: true });
    expect(Math.abs(last.handles / first.handles - 1)).toBeLessThanOrEqual(FLAT);
    expect(last.megabytes / first.megabytes - 1).toBeLessThanOrEqual(FLAT);
  },
  (MINUTES + 10) * 60_000,
);

/** What a person does with one of the letters: she looks for it, opens it, and looks at her list. */
async function readsSomething(which: number): Promise<void> {
  // She is there: a session that nobody uses ends after thirty minutes.
  await engine.call("session.active", undefined);
  const list = { view: "all", mailboxId, folderId: null, search: `objet:jour${which}`, offset: 0, limit: 20 } as const;
  const { rows } = await engine.call("conversations.list", list);
  const [row] = rows;
  if (row !== undefined) {
    const { messages } = await engine.call("conversations.read", { id: row.id });
    await engine.call("conversations.open", { id: row.id, again: false, shown: messages.map(({ id }) => id) });
  }
  await engine.call("conversations.list", { ...list, search: "", limit: 50 });
  await engine.call("recipients.local", { text: "demo" });
}

/** The middle of what was seen in one of the parts of the day. */
function partOf(looks: readonly Look[], part: number): Look {
  const size = looks.length / PARTS;
  const seen = looks.slice(Math.floor(part * size), Math.floor((part + 1) * size));
  const middle = (name: keyof Look): number =>
    seen.map((look) => look[name]).toSorted((a, b) => a - b)[Math.floor(seen.length / 2)] ?? 0;
  return { megabytes: middle("megabytes"), handles: middle("handles") };
}

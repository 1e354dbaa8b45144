import { afterEach, beforeEach, expect, test } from "vitest";
import type { LabelId, MessageId } from "#shared/domain/ids";
import type { RuleActs, WrittenRule } from "#shared/domain/mail-rule";
import { createRuling, ruleHandlers } from "./mail-rules";
import type { Services } from "./services";
import { testServices, type TestServices } from "./testing/test-services";

let test_: TestServices;
let services: Services;
const announced: (readonly MessageId[])[] = [];
beforeEach(() => {
  test_ = testServices();
  services = { ...test_.services, desk: { ...test_.services.desk, arrived: (ids) => void announced.push(ids) } };
});
afterEach(() => {
  announced.length = 0;
  test_.end();
});

const about = (document: string | null, does: Partial<RuleActs>): WrittenRule => ({
  isOn: true,
  mailboxId: null,
  when: { from: "demo", kind: null, document, words: "" },
  does: { labelId: null, done: false, moves: false, folderId: null, silent: false, ...does },
});
const LABEL = "biologie" as LabelId;
const received = async (subject: string): Promise<MessageId> =>
  test_.receive(
    Buffer.from(
      `From: Labo DEMO <resultats@labo.demo.mssante.fr>\r\nDate: Mon, 02 Mar 2026 10:00:00 +0000\r\nMessage-ID: <${subject}@demo>\r\nSubject: ${subject}\r\n\r\nTexte.\r\n`,
    ),
  );
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("what arrives is ruled, noted in the journal without its content, then announced", async () => {
  const rules = ruleHandlers(services);
  const { id } = await rules["rules.save"]({ id: null, rule: about(null, { labelId: LABEL }) });
  const message = await received("Bilan");
  createRuling(() => services).arrived([message]);
  await settled();
  await settled();
  expect(announced).toEqual([[message]]);
  expect(test_.store.messageView(message).ruledBy).toEqual([
    expect.objectContaining({ ruleId: id, label: "Biologie" }),
  ]);
  expect(test_.traces.slice(-2)).toEqual([
    { action: "rule", request: `new ${id}`, answer: "kept", success: true },
    expect.objectContaining({ action: "rule", request: `on arrival ${id}`, messageId: "<Bilan@demo>" }),
  ]);
  expect(JSON.stringify(test_.traces)).not.toContain("resultats@");
});

test("a message that a rule may silence for its documents is announced once they are known, and only once", async () => {
  await ruleHandlers(services)["rules.save"]({ id: null, rule: about("11502-2", { silent: true }) });
  const ruling = createRuling(() => services);
  const { messageId } = test_.receiveDocument({});
  ruling.arrived([messageId]);
  await settled();
  await ruling.settled(messageId);
  await ruling.settled(messageId);
  expect(announced.flat()).toEqual([messageId]);
});

test("applied on demand, a rule gives what it acted on, and taking it back leaves nothing", async () => {
  const rules = ruleHandlers(services);
  const messages = [await received("Un"), await received("Deux")];
  const { id } = await rules["rules.save"]({ id: null, rule: about(null, { done: true }) });
  expect(await rules["rules.preview"]({ id })).toEqual({ messages: 2, conversations: 2 });
  const { messageIds } = await rules["rules.apply"]({ id });
  expect(new Set(messageIds)).toEqual(new Set(messages));
  expect(test_.store.counts(null)["to-do"]).toBe(0);
  await rules["rules.undo"]({ id, messageIds: [...messageIds] });
  expect(test_.store.counts(null)["to-do"]).toBe(2);
  expect(test_.traces.at(-1)).toMatchObject({ action: "rule", answer: "2 messages" });
  await rules["rules.remove"]({ id });
  expect(await rules["rules.list"](undefined)).toEqual([]);
});

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ConversationId, MessageId } from "#shared/domain/ids";
import type { Settings } from "#shared/domain/session";
import type { StoreClient } from "../store/serve";
import { createDeskTeller } from "./desk";
import { createGate } from "./gate";
import type { Desk } from "./ports";

const settings: Settings = {
  theme: "system",
  density: "comfortable",
  textSize: 100,
  language: "fr",
  undoSeconds: 10,
  deliveryReceipt: false,
  notifications: "kind",
  startAtLogin: false,
  hideFromCapture: true,
  mailto: false,
  lockMinutes: 120,
  spelling: "fr",
};
const arrival = (name: string, kind: "patient" | "professional" = "patient") => ({
  conversationId: "c1" as ConversationId,
  kind,
  name,
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Without the spaces that do not break. */
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/gu, " ");

function stage({ looked = false, arrivals = [arrival("Marie PAT-CHENE")], toDo = 12, level = "kind" } = {}) {
  const told: string[] = [];
  const opened: string[] = [];
  const counted: string[] = [];
  const clicks: (() => void)[] = [];
  const desk: Desk = {
    isLookedAt: () => looked,
    notify: ({ title, body, onOpen }) => {
      told.push(plain(`${title}: ${body}`));
      clicks.push(onOpen);
    },
    count: (count, { tooltip }) => void counted.push(plain(`${count} ${tooltip}`)),
    apply: async () => undefined,
    show: () => undefined,
  };
  const store = createGate<StoreClient>("store-closed");
  const asked: unknown[][] = [];
  store.set({
    arrivedMessages: async (...args: unknown[]) => {
      asked.push(args);
      return arrivals;
    },
    toDoCount: async () => toDo,
  } as unknown as StoreClient);
  const teller = createDeskTeller({
    desk,
    store,
    settings: () => ({ ...settings, notifications: level as Settings["notifications"] }),
    clock: () => new Date("2026-11-22T08:00:00Z"),
    openConversation: (id) => void opened.push(id),
    report: (error) => {
      throw error;
    },
  });
  return { teller, told, opened, counted, clicks, asked };
}

it("tells what came once, without a patient's name, and opens it", async () => {
  const { teller, told, opened, clicks, asked } = stage();
  teller.arrived(["m1" as MessageId]);
  teller.arrived(["m1" as MessageId, "m2" as MessageId]);
  await vi.advanceTimersByTimeAsync(2100);
  expect(asked).toEqual([[["m1", "m2"], "2026-11-22T08:00:00.000Z"]]);
  expect(told).toEqual(["Pli: Nouveau message d’un patient"]);
  clicks[0]?.();
  expect(opened).toEqual(["c1"]);
});

it("says nothing while the window is looked at, when notices are refused, when nothing is new", async () => {
  for (const given of [{ looked: true }, { level: "none" }, { arrivals: [] }]) {
    const { teller, told } = stage(given);
    teller.arrived(["m1" as MessageId]);
    await vi.advanceTimersByTimeAsync(2100);
    expect(told).toEqual([]);
  }
});

it("names a professional where that was asked", async () => {
  const { teller, told } = stage({ level: "professional-name", arrivals: [arrival("Dr DEMO", "professional")] });
  teller.arrived(["m1" as MessageId]);
  await vi.advanceTimersByTimeAsync(2100);
  expect(told).toEqual(["Pli: Nouveau message : Dr DEMO"]);
});

it("counts what is to do, once for all the changes of a moment", async () => {
  const { teller, counted } = stage();
  for (let turn = 0; turn < 5; turn += 1) teller.recount();
  await vi.advanceTimersByTimeAsync(2100);
  expect(counted).toEqual(["12 Pli : 12 conversations à traiter"]);
});

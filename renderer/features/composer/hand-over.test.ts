import { expect, test } from "vitest";
import type { Call } from "#shared/contract/index";
import type { DraftCheck } from "#shared/contract/writing";
import type { DraftId } from "#shared/domain/ids";
import { handOver } from "./hand-over";

const DRAFT = "d1" as DraftId;
const CLEAR: DraftCheck = { blocks: [], confirms: [], informs: [], sizeLimit: null, reportsDelivery: null };
const POINT = { code: "many-recipients", key: "many-recipients" };
const ASKS: DraftCheck = { ...CLEAR, confirms: [POINT] };
const BLOCKED: DraftCheck = { ...CLEAR, blocks: [{ code: "no-recipient", key: "no-recipient" }] };

/** Main, where the draft stands as `truth` says. */
function main(truth: DraftCheck, failing = ""): { readonly call: Call; readonly asked: string[] } {
  const asked: string[] = [];
  const refused = truth.blocks.length > 0 ? "send-blocked" : truth.confirms.length > 0 ? "send-unconfirmed" : "";
  const call = (async (name: string, { sendAt = null }: { readonly sendAt?: string | null }) => {
    asked.push(sendAt === null ? name : `${name} ${sendAt}`);
    if (name === "drafts.check") return { ok: true, value: truth };
    const code = failing === "" ? refused : failing;
    return code === "" ? { ok: true, value: { id: "o1" } } : { ok: false, failure: { code, retry: false, id: "1" } };
  }) as unknown as Call;
  return { call, asked };
}
const sending = (call: Call, known: DraftCheck | undefined, sendAt: string | null = null) =>
  handOver(call, { id: DRAFT, sendAt, known });

test("a draft whose check found nothing is handed over without being checked twice", async () => {
  const { call, asked } = main(CLEAR);
  expect(await sending(call, CLEAR, "2026-11-23T08:00:00.000Z")).toEqual({ kind: "handed", item: { id: "o1" } });
  expect(asked).toEqual(["drafts.send 2026-11-23T08:00:00.000Z"]);
});

test("one that was not checked yet is checked first", async () => {
  const { call, asked } = main(CLEAR);
  expect((await sending(call, undefined)).kind).toBe("handed");
  expect(asked).toEqual(["drafts.check", "drafts.send"]);
});

test("what appeared since the last check is shown, and nothing leaves", async () => {
  const asking = main(ASKS);
  expect(await sending(asking.call, CLEAR)).toEqual({ kind: "asks", points: [POINT] });
  expect(asking.asked).toEqual(["drafts.send", "drafts.check"]);
  expect(await sending(main(BLOCKED).call, CLEAR)).toEqual({ kind: "blocked", check: BLOCKED });
});

test("what must be confirmed, or blocks, is never tried", async () => {
  for (const known of [ASKS, BLOCKED]) {
    const { call, asked } = main(known);
    await sending(call, known);
    expect(asked).toEqual(["drafts.check"]);
  }
});

test("what had to be confirmed and no longer has to leaves", async () => {
  expect((await sending(main(CLEAR).call, ASKS)).kind).toBe("handed");
});

test("another failure is told as it is, after one attempt", async () => {
  const { call, asked } = main(CLEAR, "disk-full");
  expect(await sending(call, CLEAR)).toMatchObject({ kind: "failed", failure: { code: "disk-full" } });
  expect(asked).toEqual(["drafts.send"]);
});

import { describe, expect, it, vi } from "vitest";
import type { Handlers } from "#shared/contract/index";
import { PliError } from "#shared/domain/failure";
import { createRouter, type Caller, type RouterPorts } from "./router";

const main: Caller = { window: "main", mainFrame: true, url: "app://ui/index.html" };

function router(
  handlers: Partial<Record<string, (input: never) => Promise<unknown>>>,
  rest: Partial<RouterPorts> = {},
) {
  return createRouter({
    handlers: handlers as unknown as Handlers,
    storeOpen: () => true,
    storeAway: () => false,
    signedIn: () => true,
    newId: () => "id1",
    report: () => {},
    ...rest,
  });
}

describe("the router", () => {
  it("answers a known method with the handler's value", async () => {
    const call = router({ "outbox.list": () => Promise.resolve([]) });
    expect(await call(main, "outbox.list", undefined)).toEqual({ ok: true, value: [] });
  });

  it("refuses a sub-frame, a foreign origin and a look-alike origin", async () => {
    const handler = vi.fn(() => Promise.resolve([]));
    const call = router({ "outbox.list": handler });
    for (const caller of [
      { ...main, mainFrame: false },
      { ...main, url: "https://evil.example/" },
      { ...main, url: "app://ui.evil/" },
    ]) {
      expect(await call(caller, "outbox.list", undefined)).toMatchObject({
        ok: false,
        failure: { code: "refused-sender" },
      });
    }
    expect(handler).not.toHaveBeenCalled();
  });

  it("lets a conversation in its own window read, answer and file, and nothing else", async () => {
    const done = vi.fn(() => Promise.resolve(null));
    const answers = { mailboxId: null, answers: "m", mode: "reply", to: [], documentId: null };
    const call = router({
      "conversations.mark": done,
      "drafts.create": done,
      "composers.open": done,
      "app.lock": done,
      "settings.set": done,
      "safety.backUp": done,
    });
    const apart: Caller = { ...main, window: "conversation", url: "app://ui/conversation-window.html" };
    expect(await call(apart, "conversations.mark", { ids: ["a"], change: "done" })).toMatchObject({ ok: true });
    expect(await call(apart, "drafts.create", answers)).toMatchObject({ ok: true });
    expect(await call(apart, "composers.open", { id: "d" })).toMatchObject({ ok: true });
    for (const [name, input] of [
      ["app.lock", undefined],
      ["settings.set", { theme: "dark" }],
      ["safety.backUp", { passphrase: null }],
      ["session.signOut", undefined],
    ] as const)
      expect(await call(apart, name, input)).toMatchObject({ ok: false, failure: { code: "refused-sender" } });
    expect(done).toHaveBeenCalledTimes(3);
  });

  it("refuses unknown and inherited method names", async () => {
    const call = router({});
    for (const name of ["nope", "__proto__", "constructor", 12, null, { toString: () => "outbox.list" }]) {
      expect(await call(main, name, undefined)).toMatchObject({ ok: false, failure: { code: "unknown-method" } });
    }
  });

  it("refuses missing, extra, ill-typed and hostile fields before the handler sees them", async () => {
    const handler = vi.fn(() => Promise.resolve(null));
    const call = router({ "conversations.mark": handler });
    const good = { ids: ["a"], change: "done" };
    for (const input of [
      undefined,
      {},
      { ...good, extra: 1 },
      { ...good, ids: [] },
      { ...good, ids: ["../../etc"] },
      { ...good, change: "format" },
      JSON.parse('{"__proto__":{},"ids":["a"]}'),
    ]) {
      expect(await call(main, "conversations.mark", input)).toMatchObject({
        ok: false,
        failure: { code: "invalid-input" },
      });
    }
    expect(handler).not.toHaveBeenCalled();
    expect(await call(main, "conversations.mark", good)).toEqual({ ok: true, value: null });
  });

  it("keeps a closed store and a signed-out person out", async () => {
    const list = { "outbox.list": () => Promise.resolve([]), "mailboxes.add": () => Promise.resolve(null) };
    expect(await router(list, { storeOpen: () => false })(main, "outbox.list", undefined)).toMatchObject({
      failure: { code: "store-closed" },
    });
    const away = { storeOpen: () => false, storeAway: () => true };
    expect(await router(list, away)(main, "outbox.list", undefined)).toMatchObject({
      failure: { code: "store-gone", retry: true },
    });
    const add = { address: "a@b.mssante.fr", name: "A", kind: "PER", fromLabel: "A", environmentId: "demo" };
    expect(await router(list, { signedIn: () => false })(main, "mailboxes.add", add)).toMatchObject({
      failure: { code: "signed-out" },
    });
  });

  it("keeps the telephone's methods to the telephone and the rest away from it", async () => {
    const call = router({ "demo.answer": () => Promise.resolve(null), "outbox.list": () => Promise.resolve([]) });
    const phone: Caller = { window: "phone", mainFrame: true, url: "app://ui/phone.html" };
    expect(await call(phone, "outbox.list", undefined)).toMatchObject({ failure: { code: "refused-sender" } });
    expect(await call(main, "demo.answer", { id: "r1", answer: "approve" })).toMatchObject({
      failure: { code: "refused-sender" },
    });
    expect(await call(phone, "demo.answer", { id: "r1", answer: "approve" })).toMatchObject({ ok: true });
  });

  it("passes an expected failure as its code and reports the unexpected once, without its text", async () => {
    const reported: string[] = [];
    const ports = { report: (_error: unknown, about: string) => void reported.push(about) };
    const expected = router(
      { "outbox.list": () => Promise.reject(new PliError("server-down", { retry: true })) },
      ports,
    );
    expect(await expected(main, "outbox.list", undefined)).toEqual({
      ok: false,
      failure: { code: "server-down", retry: true, id: "id1" },
    });
    const surprise = router({ "outbox.list": () => Promise.reject(new Error("/secret/path")) }, ports);
    const answer = await surprise(main, "outbox.list", undefined);
    expect(answer).toEqual({ ok: false, failure: { code: "unexpected", retry: false, id: "id1" } });
    expect(reported).toEqual(["outbox.list id1"]);
  });

  it("never lets anything but plain data out", async () => {
    const call = router({ "outbox.list": () => Promise.resolve([{ run: () => 1 }]) });
    expect(await call(main, "outbox.list", undefined)).toMatchObject({
      ok: false,
      failure: { code: "invalid-output" },
    });
  });

  it("survives ten thousand calls in a moment by refusing most of them", async () => {
    const call = router({ "outbox.list": () => Promise.resolve([]) });
    const answers = await Promise.all(Array.from({ length: 10_000 }, () => call(main, "outbox.list", undefined)));
    const refused = answers.filter((answer) => !answer.ok && answer.failure.code === "too-many-calls");
    expect(refused.length).toBeGreaterThan(8_000);
  });
});

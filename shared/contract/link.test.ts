import { MessageChannel } from "node:worker_threads";
import { expect, it } from "vitest";
import { PliError } from "#shared/domain/failure";
import { link, type Port } from "./link";

function channel(): { left: Port; right: Port; cut: () => void } {
  const { port1, port2 } = new MessageChannel();
  const closers: (() => void)[] = [];
  const end = (port: typeof port1): Port => ({
    post: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on("message", listener),
    onClose: (listener) => void closers.push(listener),
  });
  return { left: end(port1), right: end(port2), cut: () => (port1.close(), closers.forEach((close) => close())) };
}

it("calls across in both directions and gives plain answers", async () => {
  const { left, right, cut } = channel();
  type Adder = { readonly add: (a: number, b: number) => number };
  type Namer = { readonly name: () => Promise<string> };
  const adder = link<Adder>(left, { name: () => Promise.resolve("left") }, "gone");
  const namer = link<Namer>(right, { add: (a: number, b: number) => a + b }, "gone");
  expect(await adder.add(2, 3)).toBe(5);
  expect(await namer.name()).toBe("left");
  cut();
});

it("carries a failure as its code, and hides everything of an unexpected one", async () => {
  const { left, right, cut } = channel();
  const seen: unknown[] = [];
  const remote = link<{ expected: () => void; surprise: () => void }>(left, {}, "gone");
  link(
    right,
    {
      expected: () => {
        throw new PliError("too-big", { retry: true, about: "12" });
      },
      surprise: () => {
        throw new TypeError("secret path");
      },
    },
    "gone",
    (error) => seen.push(error),
  );
  await expect(remote.expected()).rejects.toMatchObject({ code: "too-big", retry: true, about: "12" });
  await expect(remote.surprise()).rejects.toMatchObject({ code: "unexpected", message: "unexpected" });
  expect(seen).toHaveLength(1);
  cut();
});

it("refuses names that are not offered, inherited ones too", async () => {
  const { left, right, cut } = channel();
  const remote = link<{ toString: () => string; nothing: () => void }>(left, {}, "gone");
  link(right, {}, "gone");
  await expect(remote.nothing()).rejects.toMatchObject({ code: "unknown-method" });
  await expect(remote.toString()).rejects.toMatchObject({ code: "unknown-method" });
  cut();
});

it("fails pending and later calls when the other side is gone", async () => {
  const { left, cut } = channel();
  const remote = link<{ wait: () => void }>(left, {}, "store-gone");
  const pending = remote.wait();
  cut();
  await expect(pending).rejects.toMatchObject({ code: "store-gone", retry: true });
  await expect(remote.wait()).rejects.toMatchObject({ code: "store-gone" });
});

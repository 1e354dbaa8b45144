import { expect, it } from "vitest";
import { ALICE, startLoopback } from "./testing/loopback";
import { cpuTimeOf } from "./testing/cpu-time";
import { plainMessage } from "./testing/messages";

it("serves the list data of 20,000 messages at several thousand a second", async () => {
  const loopback = await startLoopback();
  for (let i = 0; i < 20_000; i += 1)
    loopback.store.deliver(ALICE, "INBOX", plainMessage(`Message ${i}`, "x".repeat(1500)));
  const wire = await loopback.secureWire(ALICE);
  await wire.ask("a", "SELECT INBOX");
  let bytes = 0;
  let last = "";
  wire.socket.removeAllListeners("data");
  const finished = new Promise<void>((resolve) =>
    wire.socket.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      last = last.slice(-40) + chunk.subarray(-60).toString("latin1");
      if (last.includes("b OK Fetch completed")) resolve();
    }),
  );
  const spent = await cpuTimeOf(() => {
    wire.send(
      `b UID FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE BODY.PEEK[HEADER.FIELDS (References)])\r\n`,
    );
    return finished;
  });
  const perSecond = 20_000 / (spent / 1000);
  expect(bytes).toBeGreaterThan(20_000 * 300);
  // In processor time of both ends; far below what is measured, so that only a mistake in growth fails it.
  expect(perSecond).toBeGreaterThan(2000);
  await loopback.stop();
}, 60_000);

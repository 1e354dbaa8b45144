import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ALICE, startLoopback } from "./testing/loopback";
import type { Loopback } from "./testing/loopback";
import { plainMessage } from "./testing/messages";

let loopback: Loopback;
beforeEach(async () => {
  loopback = await startLoopback();
  loopback.store.deliver(ALICE, "INBOX", plainMessage("un", "x".repeat(200_000)));
});
afterEach(() => loopback.stop());

describe("faults on demand", () => {
  it("cuts one body in its middle with BYE and then works again", async () => {
    const client = await loopback.signedIn();
    await client.mailboxOpen("INBOX");
    loopback.faults.byeMidLiteral = true;
    await expect(client.fetchOne("1", { source: true })).rejects.toMatchObject({ code: "NoConnection" });
    expect(client.usable).toBe(false);
    const again = await loopback.signedIn();
    await again.mailboxOpen("INBOX");
    const got = await again.fetchOne("1", { source: true });
    expect(got && got.source?.length).toBeGreaterThan(200_000);
  });

  it("sends half of the announced bytes when it cuts", async () => {
    const wire = await loopback.secureWire(ALICE);
    await wire.ask("a", "SELECT INBOX");
    loopback.faults.byeMidLiteral = true;
    wire.send("b FETCH 1 BODY.PEEK[TEXT]\r\n");
    await wire.closed();
    const [, announced, rest] = /\{(\d+)\}\r\n([^]*)\r\n\* BYE /.exec(wire.received()) ?? [];
    expect(rest?.length).toBe(Number(announced) >> 1);
  });

  it("answers chosen commands NO [UNAVAILABLE] until told otherwise", async () => {
    const client = await loopback.signedIn();
    loopback.faults.unavailable.add("SELECT");
    await expect(client.mailboxOpen("INBOX")).rejects.toMatchObject({ serverResponseCode: "UNAVAILABLE" });
    loopback.faults.unavailable.clear();
    expect((await client.mailboxOpen("INBOX")).exists).toBe(1);
  });

  it("slows down to a pace, and speeds up again in the middle of an answer", async () => {
    const wire = await loopback.secureWire(ALICE);
    await wire.ask("a", "SELECT INBOX");
    loopback.faults.bytesPerSecond = 10_000;
    const start = performance.now();
    wire.send("b FETCH 1 BODY.PEEK[]\r\n");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(wire.received().length).toBeLessThan(12_000);
    loopback.faults.bytesPerSecond = undefined;
    await wire.until(/^b OK/m);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it("turns new connections away, and drops those it has with or without a word", async () => {
    const client = await loopback.signedIn();
    const closed = new Promise((resolve) => client.once("close", () => resolve("closed")));
    loopback.server.dropConnections("bye");
    expect(await closed).toBe("closed");
    const wire = await loopback.secureWire(ALICE);
    loopback.server.dropConnections("reset");
    await wire.closed();
    expect(wire.received()).not.toContain("BYE");
    loopback.faults.refuseConnections = true;
    await expect(loopback.client().connect()).rejects.toMatchObject({ code: "ClosedAfterConnectText" });
  });

  it("survives a client that vanishes in the middle of a large answer", async () => {
    for (let i = 0; i < 50; i += 1) loopback.store.deliver(ALICE, "INBOX", plainMessage("gros", "y".repeat(200_000)));
    const wire = await loopback.secureWire(ALICE);
    await wire.ask("a", "SELECT INBOX");
    wire.send("b FETCH 1:* BODY.PEEK[]\r\n");
    await wire.until(/FETCH/);
    wire.socket.destroy();
    const client = await loopback.signedIn();
    expect((await client.mailboxOpen("INBOX")).exists).toBe(51);
  });

  it("tells a client to leave when it closes, and then listens no more", async () => {
    const wire = await loopback.secureWire(ALICE);
    await loopback.server.close();
    await wire.closed();
    expect(wire.received()).toContain("* BYE Server shutting down.");
    await expect(loopback.client().connect()).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });
});

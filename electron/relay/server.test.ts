import { once } from "node:events";
import { connect } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CAMILLE, connection, onDevice, RELAY_HOST, type RelayStage, stageRelay } from "./testing/stage";

let stage: RelayStage;
beforeAll(async () => {
  stage = await stageRelay();
});
afterAll(() => stage.close());

describe("the door itself", () => {
  test("behind a TLS proxy, callers are told apart by the address it vouches for", async () => {
    const own = await stageRelay({
      rehearsal: stage.rehearsal,
      relay: {
        listen: { host: "127.0.0.1", port: 0, stopWithinMs: 100 },
        rates: { requestsPerNetwork: { most: 2, withinMs: 60_000 } },
      },
    });
    const from = async (forwarded: string) =>
      (await fetch(`http://127.0.0.1:${own.relay.port}/token`, { headers: { "x-forwarded-for": forwarded } })).status;
    const seen = [];
    // What a caller writes itself comes before: it changes nothing.
    for (const forged of ["1.1.1.1", "2.2.2.2", "3.3.3.3"]) seen.push(await from(`${forged}, 198.51.100.9`));
    expect(seen).toEqual([401, 401, 429]);
    expect(await from("198.51.100.10")).toBe(401);
    await own.close();
  });

  test("has no other route, and no other method on those it has", async () => {
    for (const route of ["GET /", "GET /connect", "POST /token", "DELETE /token", "POST /send/x", "GET /constructor"])
      expect(await stage.call(route)).toMatchObject({ status: 404, body: { code: "not-found" } });
    expect(stage.traces.slice(-6).every((line) => JSON.parse(line).route === "unknown")).toBe(true);
  });

  test("cuts who sends a request drop by drop", async () => {
    const socket = connect({
      port: stage.relay.port,
      host: "127.0.0.1",
      servername: RELAY_HOST,
      ca: stage.rehearsal.pki.anchorPem,
    });
    await once(socket, "secureConnect");
    const head = `POST /connect HTTP/1.1\r\nhost: ${RELAY_HOST}\r\ncontent-type: application/json\r\ncontent-length: 2000\r\n\r\n`;
    socket.on("error", () => undefined).resume();
    socket.write(`${head}{`);
    const drip = setInterval(() => socket.write(" "), 500);
    const since = Date.now();
    await once(socket, "close");
    clearInterval(drip);
    expect(Date.now() - since).toBeLessThan(9_000);
  });

  test("speaks nothing older than TLS 1.2", async () => {
    const old = connect({
      port: stage.relay.port,
      host: "127.0.0.1",
      servername: RELAY_HOST,
      maxVersion: "TLSv1.1",
      minVersion: "TLSv1",
      ciphers: "ALL:@SECLEVEL=0",
      ca: stage.rehearsal.pki.anchorPem,
    });
    const [error] = (await once(old, "error")) as [Error & { code?: string }];
    expect(error.code).toMatch(/VERSION|ECONNRESET|PROTOCOL/u);
  });
});

describe("stopping", () => {
  test("lets a person who is answering finish, takes nobody new, then ends", async () => {
    const own = await stageRelay({ rehearsal: stage.rehearsal });
    const device = onDevice(own.rehearsal, CAMILLE, "leave");
    const answering = own.call("POST /connect", { body: connection() });
    const { id } = await device;
    const closed = own.relay.close();
    await expect(own.call("GET /health")).rejects.toThrow("unreachable");
    await own.rehearsal.provider.approve(id);
    expect((await answering).status).toBe(200);
    await closed;
    await own.close();
  });

  test("does not wait for ever: who still waits is told 503", async () => {
    const own = await stageRelay({ rehearsal: stage.rehearsal });
    const device = onDevice(own.rehearsal, CAMILLE, "leave");
    const waiting = own.call("POST /connect", { body: connection() });
    await device;
    const since = Date.now();
    await Promise.all([own.relay.close(), expect(waiting).resolves.toMatchObject({ status: 503 })]);
    expect(Date.now() - since).toBeLessThan(5_000);
    await own.close();
  });
});

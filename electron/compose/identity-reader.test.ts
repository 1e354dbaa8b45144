import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { testPki } from "../demo/pki/testing/authorities";
import { describeIdentity } from "../trust/client-identity";
import { endlessPkcs12, pkcs12 } from "../trust/testing/pkcs12";
import { importIdentity } from "./identity-reader";
import type { Process } from "./ports";

const NAME = "client.demo.mssante.fr";
let file: Uint8Array;
beforeAll(async () => {
  const pki = await testPki();
  file = pkcs12(await pki.issue([NAME], { client: true }), "DEMO");
});

/** Imports with a real process, and tells how it ended. */
async function importing(bytes: Uint8Array | null, passphrase = "DEMO", tooBig: readonly string[] = []) {
  const ended: Promise<unknown>[] = [];
  const outcome = await importIdentity(
    {
      clock: () => new Date(),
      dialogs: {
        chooseFiles: async () => ({ files: bytes === null ? [] : [{ name: "f.p12", bytes }], tooBig }),
      } as never,
      start: (kind) => {
        expect(kind).toBe("identity");
        const { child, end } = startChild();
        ended.push(end);
        return child;
      },
    },
    passphrase,
  ).catch((error: unknown) => (error as { code: string }).code);
  await Promise.all(ended);
  return { outcome, processes: ended.length };
}

function startChild() {
  const path = fileURLToPath(new URL("../trust/testing/identity-child.ts", import.meta.url));
  const child = fork(path, { execArgv: ["--import", "tsx"], serialization: "advanced" });
  const end = new Promise((resolve) => child.once("exit", resolve));
  const process: Process = {
    post: (message) => void child.send(message as object),
    onMessage: (listener) => void child.on("message", listener),
    onClose: (listener) => void child.once("exit", listener),
    kill: () => void child.kill("SIGKILL"),
    memory: async () => undefined,
  };
  return { child: process, end };
}

test("a file that its passphrase opens is given with what it says, and its process ends", async () => {
  const { outcome, processes } = await importing(file);
  expect(outcome).toMatchObject({
    summary: { subject: `${NAME}, DEMO SANS VALEUR` },
    identity: { passphrase: "DEMO" },
  });
  if (outcome === null || typeof outcome === "string") return expect.fail("not read");
  expect([describeIdentity(outcome.identity)?.subject, processes]).toEqual([outcome.summary.subject, 1]);
});

test("a file made to be opened for hours is refused, and the process that tried is gone", async () => {
  const { outcome } = await importing(endlessPkcs12(file));
  expect(outcome).toBe("certificate-too-slow");
});

test("a wrong passphrase, no file, or one too large", async () => {
  expect((await importing(file, "autre")).outcome).toBe("certificate-wrong-passphrase");
  expect(await importing(null)).toEqual({ outcome: null, processes: 0 });
  expect(await importing(null, "", ["f.p12"])).toEqual({ outcome: "certificate-too-large", processes: 0 });
});

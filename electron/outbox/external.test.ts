import { connect } from "node:net";
import { afterEach, beforeAll, expect, test } from "vitest";
import type { Pki } from "../demo/pki/pki";
import { testPki } from "../demo/pki/testing/authorities";
import { pkcs12 } from "../trust/testing/pkcs12";
import { submitMessage } from "./submit";
import { startCertificateDoor } from "./testing/certificate-door";

const HOST = "app.smtp.demo.mssante.fr";
const SOFTWARE = "logiciel.demo@cabinet.demo.mssante.fr";
let pki: Pki;
let pfx: Buffer;
beforeAll(async () => {
  pki = await testPki();
  pfx = Buffer.from(pkcs12(await pki.issue([SOFTWARE], { client: true }), "DEMO"));
});

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

async function operator(answer: string) {
  const door = await startCertificateDoor({
    ...(await pki.issue([HOST])),
    clientsPem: `${pki.intermediatePem}${pki.anchorPem}`,
    answer,
  });
  ends.push(door.close);
  return door;
}

async function submit(port: number, kind: "external" | "none") {
  const connection = connect(port, "127.0.0.1");
  ends.push(() => connection.destroy());
  await new Promise((resolve) => connection.once("connect", resolve));
  const tls = { ca: pki.anchorPem, maxVersion: "TLSv1.2", pfx, passphrase: "DEMO" } as const;
  const target = { user: SOFTWARE, host: HOST, connection, tls, proof: { kind } };
  const envelope = { from: SOFTWARE, to: ["claire.demo@cabinet.demo.mssante.fr"] };
  const message = { messageId: "<a@demo.mssante.fr>", raw: Buffer.from("Subject: DEMO\r\n\r\nBonjour\r\n"), envelope };
  return (await submitMessage({ ...target, confirm: () => Promise.resolve() }, message)).outcome;
}

const identity = Buffer.from(SOFTWARE).toString("base64");

test("the mailbox is the identity that EXTERNAL gives, behind the certificate that TLS presented", async () => {
  const { port, heard } = await operator("235 entrez");
  expect(await submit(port, "external")).toMatchObject({ kind: "accepted" });
  expect(heard.slice(0, 4)).toEqual([
    `CN=${SOFTWARE}`,
    "EHLO pli.local",
    `AUTH EXTERNAL ${identity}`,
    `MAIL FROM:<${SOFTWARE}>`,
  ]);
});

test("without SASL nothing is said between the certificate and the message", async () => {
  const { port, heard } = await operator("503 non");
  expect(await submit(port, "none")).toMatchObject({ kind: "accepted" });
  expect(heard.some((line) => line.startsWith("AUTH"))).toBe(false);
});

test("a certificate that is refused is told apart from a server out of order, and nothing is sent", async () => {
  const refused = await operator("535 5.7.8 non");
  expect(await submit(refused.port, "external")).toEqual({
    kind: "temporary",
    code: "certificate-refused",
    response: "",
  });
  const broken = await operator("454 4.7.0 plus tard");
  expect(await submit(broken.port, "external")).toMatchObject({ kind: "temporary", code: "server-busy" });
  for (const { heard } of [refused, broken]) expect(heard.some((line) => line.startsWith("MAIL"))).toBe(false);
});

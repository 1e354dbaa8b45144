import { generateKeyPairSync, sign, verify } from "node:crypto";
import { expect, test } from "vitest";
import { readUpdateSource } from "./source";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const raw = Buffer.from(String(publicKey.export({ format: "jwk" })["x"]), "base64url").toString("base64");
const address = "https://mises-a-jour.demo.mssante.fr/pli";

test("a copy without a configuration looks for nothing", () => {
  expect(readUpdateSource(undefined)).toBeNull();
  expect(readUpdateSource(null)).toBeNull();
});

test("an address and a key are read; the address is a folder", () => {
  const source = readUpdateSource({ address, keys: [raw] });
  expect(source).toMatchObject({ address: `${address}/`, anchors: [], hosts: {} });
  const [key] = source?.keys ?? [];
  const signature = sign(null, Buffer.from("a"), privateKey);
  expect(key !== undefined && verify(null, Buffer.from("a"), key, signature)).toBe(true);
});

test.each([
  ["http", { address: "http://mises-a-jour.demo.mssante.fr/", keys: [raw] }],
  ["a file", { address: "file:///tmp/", keys: [raw] }],
  ["no key", { address, keys: [] }],
  ["a key that is too short", { address, keys: ["AAAA"] }],
  ["a private key, longer", { address, keys: [Buffer.alloc(64).toString("base64")] }],
  ["something else", { address, keys: [raw], insecure: true }],
])("%s is refused, and the application does not start on it", (_what, value) => {
  expect(() => readUpdateSource(value)).toThrow();
});

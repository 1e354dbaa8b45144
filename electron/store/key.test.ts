import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { changeProtection, createKey, openKey, vaultUsable } from "./key";
import { formatKeyFile, keyFileAt, parseKeyFile } from "./key-file";
import type { Vault } from "./ports";
import { KDF, seal, unseal } from "./wrap";

const FAST = { name: "argon2id", memory: 64, iterations: 1, parallelism: 1 } as const;
const PASSPHRASE = "phrase de passe démo";

/** A vault that behaves like a keyring: blobs open only with the secret that closed them. */
function keyring(over: Partial<{ available: boolean; backend: string; secret: number; prefix: string }> = {}): Vault {
  const secret = new Uint8Array(32).fill(over.secret ?? 1);
  const prefix = Buffer.from(over.prefix ?? "v11");
  return {
    available: () => over.available ?? true,
    backend: () => over.backend ?? "gnome_libsecret",
    wrap: (bytes) => Buffer.concat([prefix, seal(secret, bytes, "vault")]),
    unwrap: (bytes) => {
      const opened = unseal(secret, bytes.subarray(prefix.byteLength), "vault");
      if (opened === null) throw new Error("cannot decrypt");
      return opened;
    },
  };
}

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pli-key-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const files = () => keyFileAt(join(folder, "profile", "store.key"));
const ports = (vault = keyring()) => ({ vault, files: files(), kdf: FAST });
const real = (
  protection: "vault" | "passphrase" | "vault-and-pin" | "demo-file",
  passphrase: string | null = null,
) => ({ protection, passphrase, profile: "real" as const });
const open = (vault = keyring(), passphrase: string | null = null, profile: "real" | "demo" = "real") =>
  openKey(ports(vault), { passphrase, profile });
const text = () => readFileSync(join(folder, "profile", "store.key"), "utf8");

describe("the state at start", () => {
  test("is none before anything", async () => {
    expect(await open()).toEqual({ state: "none" });
  });

  test("is ready with the same key under each protection", async () => {
    for (const [protection, passphrase] of [
      ["vault", null],
      ["passphrase", PASSPHRASE],
      ["vault-and-pin", "123456"],
    ] as const) {
      const { key } = await createKey(ports(), real(protection, passphrase));
      expect(await open(keyring(), passphrase)).toEqual({ state: "ready", protection, key });
      expect(text()).not.toContain(Buffer.from(key).toString("base64"));
      expect(text()).not.toContain(Buffer.from(key).toString("hex"));
      rmSync(join(folder, "profile"), { recursive: true });
    }
  });

  test("is locked until the passphrase or PIN comes, and says when it is wrong", async () => {
    await createKey(ports(), real("passphrase", PASSPHRASE));
    expect(await open()).toEqual({ state: "locked", protection: "passphrase", wrong: false });
    expect(await open(keyring(), "phrase de passe demo")).toEqual({
      state: "locked",
      protection: "passphrase",
      wrong: true,
    });
    rmSync(join(folder, "profile"), { recursive: true });
    await createKey(ports(), real("vault-and-pin", "123456"));
    expect(await open()).toEqual({ state: "locked", protection: "vault-and-pin", wrong: false });
    expect(await open(keyring(), "654321")).toEqual({ state: "locked", protection: "vault-and-pin", wrong: true });
  });

  test("a passphrase typed in another Unicode form is the same", async () => {
    await createKey(ports(), real("passphrase", PASSPHRASE.normalize("NFC")));
    expect((await open(keyring(), PASSPHRASE.normalize("NFD"))).state).toBe("ready");
  });

  test.each([
    ["closed", keyring({ available: false }), "vault-missing"],
    ["plain text on Linux", keyring({ backend: "basic_text" }), "vault-missing"],
    ["of another kind", keyring({ backend: "kwallet6" }), "vault-changed"],
    ["replaced in silence", keyring({ secret: 2 }), "cannot-decrypt"],
  ] as const)("a vault %s blocks with its own reason", async (_what, vault, reason) => {
    await createKey(ports(), real("vault"));
    expect(await open(vault)).toEqual({ state: "blocked", reason });
    expect((await open()).state).toBe("ready");
  });

  test("a blob of the built-in key of Linux is not trusted", async () => {
    const weak = keyring({ prefix: "v10" });
    expect(vaultUsable(weak)).toBe(false);
    expect(vaultUsable(keyring({ prefix: "v10", backend: "dpapi" }))).toBe(true);
    await expect(createKey(ports(weak), real("vault"))).rejects.toMatchObject({ code: "vault-missing" });
  });

  test("a vault that does not give back what it took is not used", () => {
    const lying: Vault = { ...keyring(), unwrap: () => new Uint8Array(16) };
    expect(vaultUsable(lying)).toBe(false);
    expect(
      vaultUsable({
        ...keyring(),
        wrap: () => {
          throw new Error("locked");
        },
      }),
    ).toBe(false);
  });
});

describe("no weaker protection than the one asked", () => {
  test("without a vault nothing is written, and nothing in clear", async () => {
    await expect(createKey(ports(keyring({ available: false })), real("vault"))).rejects.toMatchObject({
      code: "vault-missing",
    });
    await expect(
      createKey(ports(keyring({ available: false })), real("vault-and-pin", "123456")),
    ).rejects.toMatchObject({ code: "vault-missing" });
    await expect(createKey(ports(), real("demo-file"))).rejects.toMatchObject({ code: "demo-only" });
    expect(readdirSync(folder)).toEqual([]);
  });

  test("a short passphrase or PIN is refused", async () => {
    await expect(createKey(ports(), real("passphrase", "onze lettre"))).rejects.toMatchObject({
      code: "passphrase-too-short",
    });
    await expect(createKey(ports(), real("passphrase"))).rejects.toMatchObject({ code: "passphrase-too-short" });
    await expect(createKey(ports(), real("vault-and-pin", "12345"))).rejects.toMatchObject({
      code: "passphrase-too-short",
    });
  });

  test("a key is never overwritten", async () => {
    await createKey(ports(), real("vault"));
    await expect(createKey(ports(), real("vault"))).rejects.toMatchObject({ code: "key-exists" });
  });

  test("a plain key opens the demonstration and nothing else", async () => {
    const { key } = await createKey(ports(), { protection: "demo-file", passphrase: null, profile: "demo" });
    expect(await open(keyring({ available: false }), null, "demo")).toEqual({
      state: "ready",
      protection: "demo-file",
      key,
    });
    expect(await open(keyring(), null, "real")).toEqual({ state: "blocked", reason: "cannot-decrypt" });
  });

  test("the same key moves to another protection", async () => {
    const { key } = await createKey(ports(), real("vault"));
    await changeProtection(ports(), key, real("passphrase", PASSPHRASE));
    expect(await open(keyring({ available: false }), PASSPHRASE)).toEqual({
      state: "ready",
      protection: "passphrase",
      key,
    });
    expect((await open()).state).toBe("locked");
  });
});

describe("the key file", () => {
  test("is readable by its owner only and leaves nothing beside it", async () => {
    await createKey(ports(), real("vault"));
    expect(readdirSync(join(folder, "profile"))).toEqual(["store.key"]);
    if (process.platform !== "win32") expect(statSync(join(folder, "profile", "store.key")).mode & 0o777).toBe(0o600);
  });

  test("damaged in any byte never opens, and never throws", async () => {
    await createKey(ports(), real("passphrase", PASSPHRASE));
    const whole = text();
    for (const damaged of [
      "",
      "{",
      "null",
      "[]",
      '"x"',
      whole.slice(0, -20),
      whole.replace("argon2id", "none"),
      whole.replace('"passphrase"', '"vault"'),
      whole.replace('"iterations": 1', '"iterations": 9999999'),
      whole.replace('"memory": 64', '"memory": 99999999'),
      whole.replace('"memory": 64', '"memory": 1048576'),
      whole.replace('"memory": 64', '"memory": 262144').replace('"iterations": 1', '"iterations": 20'),
    ]) {
      writeFileSync(join(folder, "profile", "store.key"), damaged);
      expect(await open(keyring(), PASSPHRASE), damaged).toEqual({ state: "blocked", reason: "cannot-decrypt" });
    }
    const wrapped = (JSON.parse(whole) as { wrapped: string }).wrapped;
    const flipped = (wrapped.startsWith("A") ? "B" : "A") + wrapped.slice(1);
    writeFileSync(join(folder, "profile", "store.key"), whole.replace(wrapped, flipped));
    expect(await open(keyring(), PASSPHRASE)).toMatchObject({ state: "locked", wrong: true });
  });

  test("is read back as it was written, and any other text is refused without failing", () => {
    const file = { version: 1, protection: "vault", wrapped: "AAAA", salt: null, params: null, backend: "x" } as const;
    expect(parseKeyFile(formatKeyFile(file))).toEqual(file);
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (garbage) => parseKeyFile(garbage) === null));
  });
});

test("the real costs are those announced, and open what they closed", async () => {
  expect(KDF).toEqual({ name: "argon2id", memory: 65_536, iterations: 3, parallelism: 1 });
  const vault = keyring();
  const { key } = await createKey({ vault, files: files() }, real("passphrase", PASSPHRASE));
  expect((JSON.parse(text()) as { params: unknown }).params).toEqual(KDF);
  expect(await open(vault, PASSPHRASE)).toEqual({ state: "ready", protection: "passphrase", key });
});

test("a sealed text opens only with its key and for its purpose", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(), (plain, at) => {
      const key = new Uint8Array(32).fill(3);
      const sealed = seal(key, plain, "a");
      const changed = Uint8Array.from(sealed);
      changed[at % changed.length] = (changed[at % changed.length] ?? 0) ^ 1;
      return (
        Buffer.from(unseal(key, sealed, "a") ?? []).equals(Buffer.from(plain)) &&
        unseal(key, sealed, "b") === null &&
        unseal(key, changed, "a") === null &&
        unseal(new Uint8Array(32), sealed, "a") === null
      );
    }),
    { numRuns: 50 },
  );
});

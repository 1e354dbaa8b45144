import { randomBytes } from "node:crypto";
import { PliError } from "#shared/domain/failure";
import type { KeyProtection, StoreState } from "#shared/domain/session";
import type { KdfParams, KeyFile, KeyFiles } from "./key-file";
import { formatKeyFile, parseKeyFile } from "./key-file";
import type { Vault } from "./ports";
import { KDF, seal, stretch, unseal } from "./wrap";

/** What keeps and opens the key: the system's vault, the file beside the database, and the costs of a passphrase (fixed but in tests). */
export type KeyPorts = { readonly vault: Vault; readonly files: KeyFiles; readonly kdf?: KdfParams };

/** The key opened (32 bytes, to be zeroed once the store has it), or the state whose screen is to be shown. */
export type KeyResult =
  | { readonly state: "ready"; readonly protection: KeyProtection; readonly key: Uint8Array }
  | Exclude<StoreState, { readonly state: "ready" }>;

const SHORTEST = { passphrase: 12, "vault-and-pin": 6 } as const;
const BOUND = "pli-store-key-1";

/**
 * Makes a new key and keeps it under the protection asked. Never falls back to a weaker one: throws `PliError`
 * 'vault-missing', 'passphrase-too-short', 'key-exists' (a key is never overwritten) or 'demo-only'.
 */
export async function createKey(
  ports: KeyPorts,
  wanted: { readonly protection: KeyProtection; readonly passphrase: string | null; readonly profile: "demo" | "real" },
): Promise<{ readonly key: Uint8Array; readonly protection: KeyProtection }> {
  if (ports.files.read() !== null) throw new PliError("key-exists");
  const key = new Uint8Array(randomBytes(32));
  try {
    ports.files.write(formatKeyFile(await wrapped(ports, key, wanted)));
  } catch (error) {
    key.fill(0);
    throw error;
  }
  return { key, protection: wanted.protection };
}

/** Opens the key that the file keeps. Without a passphrase where one is needed: `locked`, not wrong. */
export async function openKey(
  ports: KeyPorts,
  given: { readonly passphrase: string | null; readonly profile: "demo" | "real" },
): Promise<KeyResult> {
  const text = ports.files.read();
  if (text === null) return { state: "none" };
  const file = parseKeyFile(text);
  // A plain key beside a real profile would be a fallback that nobody asked for.
  if (file === null || (file.protection === "demo-file" && given.profile !== "demo")) return blocked("cannot-decrypt");
  const bytes = new Uint8Array(Buffer.from(file.wrapped, "base64"));
  switch (file.protection) {
    case "demo-file":
      return bytes.byteLength === 32
        ? { state: "ready", protection: "demo-file", key: bytes }
        : blocked("cannot-decrypt");
    case "passphrase":
      return openSealed(file, bytes, file.protection, given.passphrase);
    case "vault":
      return fromVault(ports.vault, file, bytes, (key) =>
        key.byteLength === 32 ? { state: "ready", protection: "vault", key } : blocked("cannot-decrypt"),
      );
    case "vault-and-pin": {
      const { protection } = file;
      return fromVault(ports.vault, file, bytes, (inner) => openSealed(file, inner, protection, given.passphrase));
    }
  }
}

/** Keeps the same key under another protection (a vault that comes, a passphrase that changes); the caller proved that it holds it. */
export async function changeProtection(
  ports: KeyPorts,
  key: Uint8Array,
  wanted: { readonly protection: KeyProtection; readonly passphrase: string | null; readonly profile: "demo" | "real" },
): Promise<void> {
  ports.files.write(formatKeyFile(await wrapped(ports, key, wanted)));
}

/** True when the vault can be trusted with a key: present, not the built-in key of Linux (`basic_text`, blobs `v10`), and gives back what it took. */
export function vaultUsable(vault: Vault): boolean {
  if (!vault.available() || vault.backend() === "basic_text" || vault.backend() === "unknown") return false;
  const probe = new Uint8Array(randomBytes(16));
  try {
    const blob = vault.wrap(probe);
    return !isBuiltIn(vault, blob) && Buffer.from(vault.unwrap(blob)).equals(probe);
  } catch {
    return false;
  }
}

async function wrapped(
  ports: KeyPorts,
  key: Uint8Array,
  wanted: { readonly protection: KeyProtection; readonly passphrase: string | null; readonly profile: "demo" | "real" },
): Promise<KeyFile> {
  const { protection } = wanted;
  const file = { version: 1, protection, salt: null, params: null, backend: null } as const;
  if (protection === "demo-file") {
    if (wanted.profile !== "demo") throw new PliError("demo-only");
    return { ...file, wrapped: base64(key) };
  }
  const vaulted = protection !== "passphrase";
  if (vaulted && !vaultUsable(ports.vault)) throw new PliError("vault-missing");
  const backend = vaulted ? ports.vault.backend() : null;
  if (protection === "vault") return { ...file, backend, wrapped: base64(ports.vault.wrap(key)) };
  const passphrase = wanted.passphrase ?? "";
  if ([...passphrase.normalize("NFKC")].length < SHORTEST[protection]) throw new PliError("passphrase-too-short");
  const salt = randomBytes(16);
  const params = ports.kdf ?? KDF;
  const stretched = await stretch(passphrase, salt, params);
  const sealed = seal(stretched, key, BOUND);
  stretched.fill(0);
  return { ...file, backend, salt: base64(salt), params, wrapped: base64(vaulted ? ports.vault.wrap(sealed) : sealed) };
}

async function openSealed(
  file: KeyFile,
  sealed: Uint8Array,
  protection: "passphrase" | "vault-and-pin",
  passphrase: string | null,
): Promise<KeyResult> {
  if (file.salt === null || file.params === null) return blocked("cannot-decrypt");
  if (passphrase === null) return { state: "locked", protection, wrong: false };
  const stretched = await stretch(passphrase, Buffer.from(file.salt, "base64"), file.params);
  const opened = unseal(stretched, sealed, BOUND);
  stretched.fill(0);
  if (opened === null) return { state: "locked", protection, wrong: true };
  const key = Uint8Array.from(opened);
  opened.fill(0);
  return key.byteLength === 32 ? { state: "ready", protection, key } : blocked("cannot-decrypt");
}

async function fromVault(
  vault: Vault,
  file: KeyFile,
  bytes: Uint8Array,
  then: (inner: Uint8Array) => KeyResult | Promise<KeyResult>,
): Promise<KeyResult> {
  if (!vault.available() || vault.backend() === "basic_text" || isBuiltIn(vault, bytes))
    return blocked("vault-missing");
  // Another back-end would make a new key in silence, and the old data would be lost.
  if (vault.backend() !== file.backend) return blocked("vault-changed");
  let inner: Uint8Array;
  try {
    const given = vault.unwrap(bytes);
    inner = Uint8Array.from(given);
    given.fill(0);
  } catch {
    return blocked("cannot-decrypt");
  }
  return then(inner);
}

/** On Linux a blob that starts with `v10` was wrapped with a key known to everyone; elsewhere the same letters mean nothing wrong. */
function isBuiltIn(vault: Vault, blob: Uint8Array): boolean {
  return /^(?:gnome|kwallet)/u.test(vault.backend()) && Buffer.from(blob.subarray(0, 3)).toString("latin1") === "v10";
}

function blocked(reason: "vault-missing" | "vault-changed" | "cannot-decrypt"): KeyResult {
  return { state: "blocked", reason };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}

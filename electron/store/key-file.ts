import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import type { KeyProtection } from "#shared/domain/session";

/** How the passphrase was stretched (RFC 9106); memory in KiB. */
export type KdfParams = {
  readonly name: "argon2id";
  readonly memory: number;
  readonly iterations: number;
  readonly parallelism: 1;
};

/** What is kept beside the database; binary fields in base64. `wrapped` is the plain key only for `demo-file`. */
export type KeyFile = {
  readonly version: 1;
  readonly protection: KeyProtection;
  readonly wrapped: string;
  readonly salt: string | null;
  readonly params: KdfParams | null;
  readonly backend: string | null;
};

/** Where the key file is, as the functions of `key.ts` see it. */
export type KeyFiles = { readonly read: () => string | null; readonly write: (text: string) => void };

/** Bounds of costs that were read, in KiB and KiB × passes: four times ours; more would stop the application for a minute, its windows with it. */
export const MOST_MEMORY = 262_144;
export const MOST_WORK = 4 * 65_536 * 3;

const LARGEST = 16_384;
const BASE64 = /^[A-Za-z0-9+/]{1,8192}={0,2}$/u;

/** The key file at a path: written whole or not at all, readable by its owner only. */
export function keyFileAt(path: string): KeyFiles {
  return {
    read: () =>
      existsSync(path) && statSync(path).size <= LARGEST ? readFileSync(path, "utf8") : existsSync(path) ? "" : null,
    write: (text) => writeWhole(path, text),
  };
}

function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const beside = `${path}.${randomBytes(6).toString("hex")}`;
  const file = openSync(beside, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** The key file as text. */
export function formatKeyFile(file: KeyFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Reads a key file; null for anything that is not exactly one, or whose costs are out of bounds (a huge memory would stop the machine). */
export function parseKeyFile(text: string): KeyFile | null {
  const raw = text.length > LARGEST ? null : parsed(text);
  if (typeof raw !== "object" || raw === null) return null;
  const { version, protection, wrapped, salt = null, params = null, backend = null } = raw as Record<string, unknown>;
  if (version !== 1 || !isProtection(protection) || !isBase64(wrapped)) return null;
  if (!(salt === null || isBase64(salt)) || !(backend === null || typeof backend === "string")) return null;
  const kdf = params === null ? null : asParams(params);
  const stretched = protection === "passphrase" || protection === "vault-and-pin";
  const vaulted = protection === "vault" || protection === "vault-and-pin";
  if (stretched !== (salt !== null && kdf !== null) || (vaulted && backend === null)) return null;
  return { version: 1, protection, wrapped, salt, params: kdf, backend };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isProtection(value: unknown): value is KeyProtection {
  return value === "vault" || value === "passphrase" || value === "vault-and-pin" || value === "demo-file";
}

function isBase64(value: unknown): value is string {
  return typeof value === "string" && BASE64.test(value);
}

function asParams(value: unknown): KdfParams | null {
  if (typeof value !== "object" || value === null) return null;
  const { name, memory, iterations, parallelism } = value as Record<string, unknown>;
  const within = (number: unknown, least: number, most: number): number is number =>
    typeof number === "number" && Number.isInteger(number) && number >= least && number <= most;
  if (name !== "argon2id" || parallelism !== 1 || !within(memory, 8, MOST_MEMORY) || !within(iterations, 1, 20))
    return null;
  return memory * iterations > MOST_WORK ? null : { name, memory, iterations, parallelism };
}

import { safeStorage } from "electron";

/** The system's vault. Only `available` tells the truth: the named back-end may be absent or locked. */
export const vault = {
  available: (): boolean => safeStorage.isEncryptionAvailable() && backend() !== "basic_text",
  backend,
  wrap: (bytes: Uint8Array): Uint8Array =>
    new Uint8Array(safeStorage.encryptString(Buffer.from(bytes).toString("base64"))),
  unwrap: (bytes: Uint8Array): Uint8Array =>
    new Uint8Array(Buffer.from(safeStorage.decryptString(Buffer.from(bytes)), "base64")),
};

function backend(): string {
  return process.platform === "linux" ? safeStorage.getSelectedStorageBackend() : process.platform;
}

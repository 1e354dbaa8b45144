import { mkdirSync, accessSync, constants } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { isRoot } from "./person.mjs";

/**
 * The folder kept between clones: the user's cache, the machine's when root (root's own home is closed to others),
 * else the checkout's `.cache`.
 * @param {string} root
 * @returns {string}
 */
export function cacheFolder(root) {
  const own = join(root, ".cache");
  const wanted = isRoot() ? "/var/cache/pli" : join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "pli");
  try {
    mkdirSync(wanted, { recursive: true, mode: 0o755 });
    accessSync(wanted, constants.W_OK);
    return wanted;
  } catch {
    mkdirSync(own, { recursive: true });
    return own;
  }
}

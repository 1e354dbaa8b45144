import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";

/** Who runs a server: nothing when we are an ordinary user; the system's nobody when root starts the tests. */
export type Runner = { readonly uid?: number; readonly gid?: number; readonly user: string; readonly group: string };

/** A folder that only one user can enter; `remove` empties it. */
export type PrivateFolder = {
  readonly path: string;
  readonly runner: Runner;
  /** Writes a file (mode 0600 unless told) under the folder, making its parents, and returns its path. */
  write(name: string, content: string | Uint8Array, mode?: number): string;
  make(name: string, mode?: number): string;
  remove(): void;
};

/** Never root where it can be avoided: Debian's nobody (65534) stands in. */
export function unprivilegedRunner(): Runner {
  if (process.getuid?.() === 0) return { uid: 65534, gid: 65534, user: "nobody", group: "nogroup" };
  const group = spawnSync("id", ["-gn"], { encoding: "utf8" }).stdout.trim();
  return { user: userInfo().username, group };
}

/** Makes a fresh folder under the system's temporary one. */
export function makePrivateFolder(name: string, runner: Runner = unprivilegedRunner(), mode = 0o700): PrivateFolder {
  const path = mkdtempSync(join(tmpdir(), `pli-${name}-`));
  const own = (target: string) => {
    if (runner.uid !== undefined && runner.gid !== undefined) chownSync(target, runner.uid, runner.gid);
  };
  const make = (child: string, childMode = 0o700): string => {
    const target = join(path, child);
    if (child === "" || child === ".") return path;
    make(dirname(child), childMode);
    mkdirSync(target, { recursive: true, mode: childMode });
    own(target);
    return target;
  };
  chmodSync(path, mode);
  own(path);
  return {
    path,
    runner,
    make,
    write(child, content, fileMode = 0o600) {
      make(dirname(child));
      const target = join(path, child);
      writeFileSync(target, content, { mode: fileMode });
      own(target);
      return target;
    },
    remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }),
  };
}

import { spawn } from "node:child_process";
import { once } from "node:events";

/** Waits for the end of its input, which comes with the end of who holds the other end, however it ends. */
const PUT_BACK = 'read -r _; [ -e "$1" ] || mv -T -- "$2" "$1"';

/**
 * Keeps a place from staying empty while it changes hands: should this process end before it calls what is given, be it by SIGKILL, a shell
 * of a session of its own puts `kept` in `place` where nothing is there. Rejects when that shell cannot be started. Linux only (`mv -T`).
 */
export async function guardPlace(place: string, kept: string): Promise<() => void> {
  const shell = spawn("/bin/sh", ["-c", PUT_BACK, "sh", place, kept], {
    cwd: "/",
    detached: true,
    env: { PATH: "/usr/bin:/bin" },
    stdio: ["pipe", "ignore", "ignore"],
  });
  await once(shell, "spawn");
  shell.unref();
  return () => void shell.stdin.end();
}

import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Linux has no call for it: a file of the XDG autostart folder says it (freedesktop.org, Desktop Application Autostart). */
export async function startAtLogin(wanted: boolean, home: string, executable: string): Promise<void> {
  const folder = join(home, ".config", "autostart");
  const file = join(folder, "pli.desktop");
  if (!wanted) return rm(file, { force: true });
  await mkdir(folder, { recursive: true });
  const exec = `"${executable.replaceAll(/["\\$`]/gu, String.raw`\$&`)}"`;
  await writeFile(file, `[Desktop Entry]\nType=Application\nName=Pli\nExec=${exec}\nX-GNOME-Autostart-enabled=true\n`);
}

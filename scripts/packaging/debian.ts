import { execFile } from "node:child_process";
import { chmod, cp, mkdir, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Assembled } from "./assemble";

const run = promisify(execFile);

/** As Electron's own documentation lists them, for Debian 12 and after. */
const DEPENDS = [
  "libgtk-3-0 | libgtk-3-0t64",
  "libnss3",
  "libasound2 | libasound2t64",
  "libgbm1",
  "libxss1",
  "libxtst6",
  "xdg-utils",
];

/** The mark of the application, as in the pages. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 26 26"><rect width="26" height="26" rx="7" fill="#0b5952"/><g fill="none" stroke="#fdfdfd" stroke-width="1.5"><path d="M6 8.6h14v9.8H6z" stroke-linejoin="round"/><path d="m6 8.6 7 5.2 7-5.2" stroke-linejoin="round"/><path d="m6 18.4 4.6-4.4M20 18.4 15.4 14" opacity=".55"/></g></svg>\n`;

/** Makes a Debian package of an assembled application beside it, and gives its path; undefined where `dpkg-deb` is not there. */
export async function debianPackage(made: Assembled): Promise<string | undefined> {
  const isThere = await run("dpkg-deb", ["--version"]).then(
    () => true,
    () => false,
  );
  if (!isThere) return undefined;
  const architecture = made.platform === "linux-x64" ? "amd64" : "arm64";
  const tree = `${made.folder}.deb-tree`;
  await rm(tree, { recursive: true, force: true });
  await layOut(made, tree);
  await mkdir(join(tree, "DEBIAN"));
  const size = Math.ceil((await bytesIn(tree)) / 1024);
  await writeFile(join(tree, "DEBIAN", "control"), control(made, architecture, size));
  const file = join(made.folder, "..", `${made.name}_${made.version}_${architecture}.deb`);
  try {
    await run("dpkg-deb", ["--root-owner-group", "-Zzstd", "-z6", "--build", tree, file]);
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
  return file;
}

async function layOut(made: Assembled, tree: string): Promise<void> {
  const home = join(tree, "opt", made.name);
  const places = ["usr/bin", "usr/share/applications", "usr/share/icons/hicolor/scalable/apps"];
  for (const place of ["opt", ...places]) await mkdir(join(tree, place), { recursive: true });
  await cp(made.folder, home, { recursive: true, verbatimSymlinks: true });
  await symlink(`/opt/${made.name}/${made.name}`, join(tree, "usr/bin", made.name));
  await writeFile(join(tree, "usr/share/applications", `${made.name}.desktop`), desktopEntry(made));
  await writeFile(join(tree, "usr/share/icons/hicolor/scalable/apps", `${made.name}.svg`), ICON);
  // Whatever the umask of who packages.
  await run("chmod", ["-R", "u=rwX,go=rX", tree]);
  // Where user namespaces are refused, Chromium's sandbox needs its helper to be root's.
  await chmod(join(home, "chrome-sandbox"), 0o4755);
}

/** freedesktop.org Desktop Entry Specification 1.5. */
const desktopEntry = ({ name, label }: Assembled): string => `[Desktop Entry]
Type=Application
Name=${label}
Comment=Messagerie sécurisée de santé
Comment[en]=Secure health mail
Exec=/opt/${name}/${name} %U
Icon=${name}
Terminal=false
Categories=Office;Email;
MimeType=x-scheme-handler/mailto;
StartupWMClass=${label}
`;

/** Debian Policy §5.3. */
const control = ({ name, version }: Assembled, architecture: string, kilobytes: number): string => `Package: ${name}
Version: ${version}
Architecture: ${architecture}
Maintainer: Pli <pli@pli.invalid>
Installed-Size: ${kilobytes}
Depends: ${DEPENDS.join(", ")}
Section: mail
Priority: optional
Description: Messagerie sécurisée de santé (MSSanté)
 Pli lit, range et envoie les courriers et documents de santé d'un cabinet.
`;

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size));
  return sizes.reduce((sum, one) => sum + one, 0);
}

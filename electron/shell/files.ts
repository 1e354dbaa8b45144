import { open, readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { dialog, type BrowserWindow } from "electron";

/** A file that the person chose. */
export type ChosenFile = { readonly name: string; readonly bytes: Uint8Array };

/** Asks where to save and writes the bytes there; false when the person gave up. The proposed name is already safe. */
export async function saveFile(parent: BrowserWindow, name: string, bytes: Uint8Array): Promise<boolean> {
  const { canceled, filePath } = await dialog.showSaveDialog(parent, { defaultPath: name });
  if (canceled || filePath === "") return false;
  const file = await open(filePath, "w", 0o600);
  try {
    await file.writeFile(bytes);
  } finally {
    await file.close();
  }
  return true;
}

/** Asks where to write; null when the person gave up. */
export async function chooseTarget(parent: BrowserWindow, name: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(parent, { defaultPath: name });
  return canceled || filePath === "" ? null : filePath;
}

/** Asks for one file of one of these kinds; null when the person gave up. The page never learns its place. */
export async function chooseSource(parent: BrowserWindow, ...extensions: readonly string[]): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(parent, {
    properties: ["openFile"],
    filters: [{ name: extensions.map((each) => `*.${each}`).join(", "), extensions: [...extensions] }],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** Asks for a folder, made there where she wishes; null when the person gave up. */
export async function chooseFolder(parent: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(parent, {
    properties: ["openDirectory", "createDirectory"],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** Lets the person choose files to join, each at most `maxBytes`; larger ones are left out and named. */
export async function chooseFiles(
  parent: BrowserWindow,
  maxBytes: number,
): Promise<{ readonly files: readonly ChosenFile[]; readonly tooBig: readonly string[] }> {
  const { canceled, filePaths } = await dialog.showOpenDialog(parent, { properties: ["openFile", "multiSelections"] });
  if (canceled) return { files: [], tooBig: [] };
  const files: ChosenFile[] = [];
  const tooBig: string[] = [];
  for (const path of filePaths.slice(0, 50)) {
    const name = basename(path);
    if ((await stat(path)).size > maxBytes) tooBig.push(name);
    else files.push({ name, bytes: new Uint8Array(await readFile(path)) });
  }
  return { files, tooBig };
}

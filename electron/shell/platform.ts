import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { app } from "electron";
import type { AppEvent } from "#shared/contract/events";
import type { Environment } from "#shared/domain/environment";
import { PAPER_BANDS } from "#shared/domain/paper";
import type { Platform } from "../compose/ports";
import { describeCopy } from "./describe-copy";
import { createDesk } from "./desk";
import { createHandOver } from "./hand-over";
import { markIcon } from "./icon";
import { chooseFiles, chooseFolder, chooseSource, chooseTarget, saveFile } from "./files";
import { openLogFile } from "./log-file";
import { openExternal, openSignInPage, showInFolder } from "./open-external";
import { findOwnFiles } from "./own-files";
import type { Shell } from "./shell";
import { resolveSystemProxy } from "./system-proxy";
import { vault } from "./vault";

/** Fills the application's ports with what Electron offers. */
export async function createPlatform(shell: Shell, emit: (event: AppEvent) => void): Promise<Platform> {
  const main = () => shell.windows.open("main");
  /** The window that the person is in. */
  const front = () => shell.windows.all().find((one) => one.isFocused()) ?? main();
  const lent = createHandOver(app.getPath("userData"));
  return {
    folder: app.getPath("userData"),
    start: shell.start,
    vault,
    dialogs: {
      saveFile: (name, bytes) => saveFile(front(), name, bytes),
      chooseTarget: (name) => chooseTarget(front(), name),
      chooseSource: (...extensions) => chooseSource(front(), ...extensions),
      chooseFolder: () => chooseFolder(main()),
      chooseFiles: (maxBytes) => chooseFiles(front(), maxBytes),
      openLink: (href) => openExternal(front(), href, LINK_WORDS),
      openBrowser: openSignInPage,
      showFile: showInFolder,
      showMain: () => main().focus(),
      showPhone: () => void shell.windows.open("phone"),
      showPanel: () => void shell.windows.open("panel"),
      closePhone: () => shell.windows.get("phone")?.close(),
    },
    composers: shell.windows.apart("composer"),
    conversations: shell.windows.apart("conversation"),
    desk: createDesk(shell.windows, () => main().focus()),
    leaving: {
      pageAsPdf: async (page) =>
        new Uint8Array(await front().webContents.printToPDF({ pageSize: page === "a4" ? "A4" : BANDED })),
      drag: async (name, bytes) =>
        front().webContents.startDrag({ file: await lent.lend(name, bytes), icon: markIcon() }),
      empty: lent.empty,
    },
    resolveProxy: resolveSystemProxy,
    clock: () => new Date(),
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    emit,
    writeLog: openLogFile(join(app.getPath("userData"), "pli.log")),
    version: app.getVersion(),
    runtime: `Electron ${process.versions.electron}`,
    ...(await describeCopy()),
    ownFiles: await findOwnFiles(shell),
    environment: await chosenEnvironment(),
    nil: "",
  };
}

/** A4 less its bands, in inches: the whole is A4. */
const BANDED = { width: 595.28 / 72, height: (841.89 - PAPER_BANDS.top - PAPER_BANDS.bottom) / 72 };

const LINK_WORDS = {
  title: "Ouvrir un lien",
  detail: "Ce lien s’ouvrira dans votre navigateur, hors de Pli :",
  open: "Ouvrir",
  cancel: "Annuler",
} as const;

/** A development build may be pointed at servers of its own by a file; a packaged one never is. */
async function chosenEnvironment(): Promise<Environment | null> {
  const file = process.env["PLI_ENVIRONMENT"];
  return file === undefined || app.isPackaged ? null : (JSON.parse(await readFile(file, "utf8")) as Environment);
}

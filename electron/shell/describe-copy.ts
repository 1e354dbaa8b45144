import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { app } from "electron";
import type { Platform } from "../compose/ports";

/** What this copy of the application says of itself, in the `package.json` that its packager wrote (`scripts/packaging`). */
export async function describeCopy(): Promise<Pick<Platform, "copy" | "updates">> {
  const text = await readFile(join(app.getAppPath(), "package.json"), "utf8").catch(() => "{}");
  const { copy, updates } = JSON.parse(text) as { readonly copy?: unknown; readonly updates?: unknown };
  return {
    copy: copy === "test" || copy === "release" ? copy : "development",
    updates: app.isPackaged ? updates : await developmentSource(),
  };
}

/** A development build may be pointed at a publisher of its own by a file; a packaged one never is. */
async function developmentSource(): Promise<unknown> {
  const file = process.env["PLI_UPDATES"];
  return file === undefined ? undefined : (JSON.parse(await readFile(file, "utf8")) as unknown);
}

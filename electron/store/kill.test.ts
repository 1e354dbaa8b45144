import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { BOX, KEY, openProfile } from "./testing/profile";
import { checkStore } from "./whole-store";

/** Runs the child until it has told at least `batches` of them, then kills it in the middle of whatever it does. */
async function killed(file: string, start: number, batches: number, delay: number): Promise<number> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", fileURLToPath(new URL("./testing/killed-child.ts", import.meta.url)), file, String(start)],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let told = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    told += text;
    if (told.split("\n").length > batches) setTimeout(() => child.kill("SIGKILL"), delay);
  });
  await once(child, "close");
  return Number(told.trim().split("\n").at(-1));
}

test("killed while it writes, the store holds every batch it told of, whole, with its cursor", async () => {
  const first = openProfile();
  first.store.close();
  let start = 1;
  for (const delay of [0, 3, 7]) {
    const told = await killed(first.file, start, 3, delay);
    const again = openProfile(first.folder);
    const { service, store } = again;
    const highest = service.folderCursor(BOX, "INBOX")?.highestUid ?? 0;
    expect(highest).toBeGreaterThanOrEqual(told);
    expect((highest - start + 1) % 40).toBe(0);
    expect(service.knownUids(BOX, "INBOX")).toEqual(Array.from({ length: highest }, (_, index) => index + 1));
    expect(service.size().messages).toBe(highest);
    expect(store.get("SELECT count(*) AS n FROM message_words WHERE message_words MATCH 'sujet'")).toEqual({
      n: highest,
    });
    expect(store.get("SELECT sum(messages) AS n FROM conversations")).toEqual({ n: highest });
    expect(
      store.get(
        "SELECT count(*) AS n FROM listings l JOIN conversations c ON c.seq = l.conversation WHERE l.last_at <> c.last_at",
      ),
    ).toEqual({ n: 0 });
    store.close();
    expect(checkStore({ file: again.file, key: KEY })).toBe("ok");
    start = highest + 1;
  }
  openProfile(first.folder).end();
}, 60_000);

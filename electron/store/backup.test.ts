import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { endBackup, extractBackup, openBackup, readBackup, type BackupFacts } from "./backup-file";
import { openStore } from "./open";
import { makeRecovery } from "./recovery";
import { createStoreService } from "./service";
import { deliver, envelope, KEY, openProfile, parsed, type Profile } from "./testing/profile";
import { checkStore, copyStore } from "./whole-store";

const FAST = { name: "argon2id", memory: 64, iterations: 1, parallelism: 1 } as const;
const AT = new Date("2026-11-22T08:00:00.000Z");

let profile: Profile;
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pli-backup-"));
  profile = openProfile(join(folder));
  const [id] = deliver(profile.service, "INBOX", envelope({ uid: 1, subject: "SujetSecretDEMO" }));
  if (id === undefined) throw new Error("not delivered");
  profile.service.saveBody(id, Buffer.from("CorpsSecretDEMO"), parsed({ text: "CorpsSecretDEMO" }));
});
afterEach(() => profile.end());
const at = (name: string) => join(folder, name);
const store = () => ({ file: profile.file, key: KEY });

/** A backup of the profile, and the code that opens it. */
async function backUp(path: string): Promise<{ readonly code: string; readonly facts: BackupFacts }> {
  const { code, wrap } = await makeRecovery(KEY, AT, FAST);
  const { schema } = copyStore(store(), path);
  return {
    code,
    facts: await endBackup(path, { key: KEY, at: AT, schema, recovery: wrap, extras: { language: "fr" } }),
  };
}

describe("a backup", () => {
  test("taken while the store is open gives back all that it held, on another machine, from its file and its code alone", async () => {
    const { code } = await backUp(at("sauvegarde.pli"));
    deliver(profile.service, "INBOX", envelope({ uid: 2, subject: "after the backup" }));
    const read = await readBackup(at("sauvegarde.pli"));
    const opened = await openBackup(read, code.toLowerCase());
    expect(opened?.extras).toEqual({ language: "fr" });
    await extractBackup(at("sauvegarde.pli"), read, at("new.db"));
    expect(checkStore({ file: at("new.db"), key: opened?.key ?? KEY.fill(0) })).toBe("ok");
    const restored = openStore({
      file: at("new.db"),
      key: opened?.key ?? new Uint8Array(),
      now: () => AT,
      newId: () => "id",
    });
    const service = createStoreService(restored);
    expect(service.size().messages).toBe(1);
    const { rows } = service.listConversations({
      mailboxId: null,
      view: "all",
      folderId: null,
      search: "corpssecretdemo",
      offset: 0,
      limit: 10,
    });
    expect(rows.map(({ subject }) => subject)).toEqual(["SujetSecretDEMO"]);
    restored.close();
  });

  test("says nothing in clear of what it holds", async () => {
    const { code } = await backUp(at("sauvegarde.pli"));
    const bytes = readFileSync(at("sauvegarde.pli")).toString("latin1");
    for (const secret of [
      "SecretDEMO",
      "CREATE TABLE",
      "SQLite format",
      code,
      Buffer.from(KEY).toString("hex"),
      "language",
    ])
      expect(bytes).not.toContain(secret);
  });

  test("is opened by no other code", async () => {
    const { facts } = await backUp(at("one.pli"));
    const other = await makeRecovery(KEY, AT, FAST);
    expect(await openBackup(facts, other.code)).toBeNull();
  });

  test("whose date or size was changed is not opened by its own code", async () => {
    const { facts, code } = await backUp(at("one.pli"));
    for (const changed of [{ at: "2020-01-01T00:00:00.000Z" }, { bytes: facts.bytes + 4096 }, { schema: 1 }])
      expect(await openBackup({ ...facts, ...changed }, code)).toBeNull();
  });
});

describe("a file that someone chose", () => {
  const refused = (bytes: Uint8Array | string) => {
    writeFileSync(at("any"), bytes);
    return readBackup(at("any")).then(
      () => "read",
      (error: unknown) => (error as { code: string }).code,
    );
  };

  test("is refused when it is no backup, whatever its bytes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => (await refused(bytes)) === "not-a-backup"),
      { numRuns: 50 },
    );
    const mark = Buffer.from("PLIBACK1");
    expect(await refused(Buffer.concat([Buffer.from([0xff, 0xff, 0xff, 0xff]), mark]))).toBe("not-a-backup");
    expect(await refused(Buffer.concat([Buffer.from("{}\0\0\0\u0002"), mark]))).toBe("not-a-backup");
    expect(await refused(Buffer.concat([Buffer.from("{\0\0\0\u0001"), mark]))).toBe("not-a-backup");
  });

  test("made by a later Pli is told apart", async () => {
    const facts = JSON.stringify({ version: 2 });
    expect(await refused(`${facts}\0\0\0${String.fromCharCode(facts.length)}PLIBACK1`)).toBe("backup-newer");
  });

  test("cut short, or longer than it says, is refused", async () => {
    const { facts } = await backUp(at("one.pli"));
    const whole = readFileSync(at("one.pli"));
    expect(await refused(whole.subarray(4096))).toBe("not-a-backup");
    expect(await refused(whole.subarray(0, -1))).toBe("not-a-backup");
    appendFileSync(at("one.pli"), "x");
    await expect(readBackup(at("one.pli"))).rejects.toMatchObject({ code: "not-a-backup" });
    expect(facts.bytes).toBeLessThan(whole.byteLength);
  });
});

describe("the check of a store", () => {
  test("finds a byte that changed, and a file that was cut", () => {
    copyStore(store(), at("copy.db"));
    expect(checkStore({ file: at("copy.db"), key: KEY })).toBe("ok");
    const bytes = readFileSync(at("copy.db"));
    const changed = Buffer.from(bytes);
    changed[bytes.byteLength - 2000] = (changed[bytes.byteLength - 2000] ?? 0) ^ 1;
    writeFileSync(at("changed.db"), changed);
    expect(checkStore({ file: at("changed.db"), key: KEY })).toBe("corrupt");
    writeFileSync(at("cut.db"), bytes);
    truncateSync(at("cut.db"), bytes.byteLength - 8192);
    expect(checkStore({ file: at("cut.db"), key: KEY })).toBe("corrupt");
  });

  test("with a key that is not its own finds nothing whole, and copies nothing", () => {
    const other = new Uint8Array(32).fill(9);
    expect(checkStore({ file: profile.file, key: other })).toBe("corrupt");
    expect(() => copyStore({ file: profile.file, key: other }, at("none.db"))).toThrow();
    expect(existsSync(at("none.db"))).toBe(false);
  });

  test("never writes over a file that exists", () => {
    writeFileSync(at("mine.db"), "something of mine");
    expect(() => copyStore(store(), at("mine.db"))).toThrow();
    expect(readFileSync(at("mine.db"), "utf8")).toBe("something of mine");
    rmSync(at("mine.db"));
  });
});

import { readdirSync, readFileSync, writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "@signalapp/sqlcipher";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { migrate, MIGRATIONS } from "./migrate";
import { openStore } from "./open";
import { deliver, envelope, KEY, openProfile, parsed } from "./testing/profile";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pli-open-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const options = (key = KEY) => ({ file: join(folder, "store.db"), key, now: () => new Date(0), newId: () => "id" });
const codeOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error instanceof Error && "code" in error ? error.code : error;
  }
  return "no failure";
};

describe("what must outlive a power cut", () => {
  const FULL = 2;
  const NORMAL = 1;

  test("is on the disk when it ends, and what comes after is written as before", () => {
    const store = openStore(options());
    const level = (): unknown => store.get("PRAGMA synchronous")?.["synchronous"];
    expect([level(), store.durable(level), level()]).toEqual([NORMAL, FULL, NORMAL]);
    expect(() => store.durable(() => store.run("INSERT INTO nowhere VALUES (1)"))).toThrow();
    expect(level()).toBe(NORMAL);
    store.close();
  });

  test("is undone whole when it fails", () => {
    const store = openStore(options());
    store.run("CREATE TABLE kept (one INTEGER)");
    const half = (): void => {
      store.run("INSERT INTO kept VALUES (1)");
      throw new Error("half done");
    };
    expect(() => store.durable(half)).toThrow();
    expect(store.all("SELECT * FROM kept")).toEqual([]);
    store.close();
  });
});

describe("opening the store", () => {
  test("nothing of a message can be read in any file on disk, the write-ahead log included", () => {
    const profile = openProfile(folder);
    const secrets = [
      "ConfidentielDEMO",
      "CorpsSecretDEMO",
      "PieceSecrete",
      "paul.demo",
      "TexteDePdfSecret",
      "CREATE TABLE",
    ];
    const [id] = deliver(profile.service, "INBOX", envelope({ uid: 1, subject: "ConfidentielDEMO" }));
    if (id === undefined) throw new Error("not delivered");
    profile.service.saveBody(
      id,
      Buffer.from("CorpsSecretDEMO".repeat(2000)),
      parsed({
        text: "CorpsSecretDEMO",
        searchText: "TexteDePdfSecret",
        parts: [
          {
            index: 1,
            name: "PieceSecrete.pdf",
            mimeType: "application/pdf",
            size: 1,
            sha256: "",
            contentId: null,
            inline: false,
            dangerous: false,
          },
        ],
      }),
    );
    const files = readdirSync(folder);
    expect(files).toContain("store.db-wal");
    for (const name of files) {
      const bytes = readFileSync(join(folder, name));
      expect(bytes.byteLength).toBeGreaterThan(0);
      for (const secret of secrets) expect(bytes.includes(secret), `${secret} in ${name}`).toBe(false);
      expect(bytes.subarray(0, 6).toString("latin1")).not.toBe("SQLite");
    }
    profile.store.close();
  });

  test("what was written is there after closing and opening again", () => {
    const first = openProfile(folder);
    deliver(first.service, "INBOX", envelope({ uid: 1, subject: "Gardé" }));
    first.store.close();
    const again = openProfile(folder);
    expect(
      again.service.listConversations({
        view: "all",
        mailboxId: null,
        folderId: null,
        search: "",
        offset: 0,
        limit: 10,
      }).rows[0]?.subject,
    ).toBe("Gardé");
    again.store.close();
  });

  test("another key, or a key of the wrong size, is told as such", () => {
    openStore(options()).close();
    expect(codeOf(() => openStore(options(new Uint8Array(32).fill(8))))).toBe("wrong-key");
    expect(codeOf(() => openStore(options(new Uint8Array(31))))).toBe("wrong-key");
  });

  test("a schema of a later release is refused and left untouched", () => {
    openStore(options()).close();
    const db = new Database(options().file);
    db.pragma(`key="x'${Buffer.from(KEY).toString("hex")}'"`);
    db.exec("PRAGMA user_version = 999");
    db.close();
    expect(codeOf(() => openStore(options()))).toBe("newer-schema");
    expect(codeOf(() => openStore(options()))).toBe("newer-schema");
  });

  test("changed bytes are found as corruption, never read as data", () => {
    const profile = openProfile(folder);
    deliver(profile.service, "INBOX", ...Array.from({ length: 50 }, (_, index) => envelope({ uid: index + 1 })));
    profile.store.close();
    const bytes = readFileSync(options().file);
    for (let at = 4096 + 100; at < bytes.byteLength; at += 4096) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    writeFileSync(options().file, bytes);
    expect(
      codeOf(() => {
        const store = openStore(options());
        try {
          store.all("SELECT * FROM messages");
        } finally {
          store.close();
        }
      }),
    ).toBe("corrupt");
  });

  test("a folder that does not exist cannot be opened", () => {
    expect(codeOf(() => openStore({ ...options(), file: join(folder, "none", "store.db") }))).toBe("read-only");
  });

  test("works in memory too", () => {
    const store = openStore({ ...options(), file: ":memory:" });
    expect(store.get("SELECT count(*) AS n FROM messages")).toEqual({ n: 0 });
    store.close();
    store.close();
  });
});

describe("migrations", () => {
  const version = (db: Database): unknown => db.pragma("user_version", { simple: true });

  test("each is applied once, from whichever version the file is at", () => {
    const db = new Database(":memory:");
    expect(migrate(db, MIGRATIONS.slice(0, 2))).toBe(2);
    db.exec(
      "INSERT INTO mailboxes (id, address, kind, from_label, name, colour, environment_id) VALUES ('a', 'a@b', 'PER', '', '', 0, 'demo')",
    );
    expect(migrate(db)).toBe(MIGRATIONS.length);
    expect(migrate(db)).toBe(MIGRATIONS.length);
    expect(db.prepare("SELECT count(*) FROM mailboxes", { pluck: true }).get()).toBe(1);
    db.close();
  });

  test("one that fails leaves the version and the tables as they were", () => {
    const db = new Database(":memory:");
    expect(() =>
      migrate(db, [
        "CREATE TABLE kept (a INTEGER) STRICT",
        "CREATE TABLE half (a INTEGER) STRICT; INSERT INTO nowhere VALUES (1)",
      ]),
    ).toThrow(/nowhere/u);
    expect(version(db)).toBe(1);
    expect(db.prepare("SELECT group_concat(name) FROM sqlite_master WHERE type = 'table'", { pluck: true }).get()).toBe(
      "kept",
    );
    db.close();
  });

  test("every ordinary table is strict", () => {
    const store = openStore({ ...options(), file: ":memory:" });
    const loose = store.all(
      "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'message_words%'",
    );
    expect(loose).toEqual([]);
    store.close();
  });
});

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Input, MethodName, Output } from "#shared/contract/index";
import { createApplication, type Application } from "../compose";
import { machine, type Machine } from "./testing/machine";

const PATIENT = {
  birthName: "PAT-TROIS",
  firstName: "DOMINIQUE",
  names: "DOMINIQUE",
  sex: "female",
  birthDate: "19790328",
  birthPlace: "63220",
  ins: null,
  status: "PROV",
} as const;

let folder = "";
const open: Application[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pli-safety-"));
});
afterEach(async () => {
  for (const application of open.splice(0)) await application.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A computer with its own folder, and the application started on it. */
async function start(
  name: string,
): Promise<{ readonly on: Machine; readonly app: Application; readonly home: string }> {
  const home = join(folder, name);
  const on = machine(home);
  return { on, app: await startOn(on), home };
}
async function startOn(on: Machine): Promise<Application> {
  const app = await createApplication(on.platform);
  open.push(app);
  await app.start();
  return app;
}
async function stop(app: Application): Promise<void> {
  open.splice(open.indexOf(app), 1);
  await app.stop();
}
const call = <Name extends MethodName>(app: Application, name: Name, input: Input<Name>): Promise<Output<Name>> =>
  app.handlers[name](input);
const failing = (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => "no failure",
    (error: unknown) => (error as { code?: string }).code,
  );
const storeOf = async (app: Application) => (await call(app, "app.state", undefined)).store;

/** A profile with a patient in it and a recovery code written down. */
async function practice(app: Application, passphrase: string | null = null): Promise<string> {
  await call(app, "app.createProfile", { passphrase });
  const { code } = await call(app, "safety.code", undefined);
  await call(app, "safety.confirmCode", { code });
  await call(app, "patients.save", { id: null, traits: PATIENT });
  return code;
}
const patientsOf = (app: Application) => call(app, "patients.list", { search: "", limit: 10 });

test("pages may ask once it is settled whether captures show them and the store is open, before the rest of the opening", async () => {
  const { app, on } = await start("desk");
  await practice(app);
  await stop(app);
  const order: string[] = [];
  const desk = { ...on.platform.desk, apply: async () => void order.push("captures") };
  const again = await createApplication({ ...on.platform, desk });
  open.push(again);
  await again.start(false, () => order.push(again.storeOpen() ? "store" : "early"));
  expect(order).toEqual(["captures", "store"]);
});

describe("the recovery code", () => {
  test("is proposed at the first start, shown until it is typed back, and never again", async () => {
    const { app } = await start("desk");
    expect((await call(app, "app.createProfile", { passphrase: null })).recovery).toBe("proposed");
    const { code } = await call(app, "safety.code", undefined);
    expect(await call(app, "safety.code", undefined)).toEqual({ code });
    expect(await call(app, "safety.confirmCode", { code: "00000-00000-00000-00000-00000" })).toMatchObject({
      right: false,
      state: { recovery: "proposed" },
    });
    expect(await call(app, "safety.confirmCode", { code: code.toLowerCase() })).toMatchObject({
      right: true,
      state: { recovery: "in-force" },
    });
    expect(await failing(call(app, "safety.code", undefined))).toBe("no-such");
  });

  test("may be put off; a backup then says that it needs one", async () => {
    const { app } = await start("desk");
    await call(app, "app.createProfile", { passphrase: null });
    expect((await call(app, "safety.putOffCode", undefined)).recovery).toBe("none");
    expect(await failing(call(app, "safety.backUp", { passphrase: null }))).toBe("no-recovery-code");
    expect((await call(app, "safety.proposeCode", { passphrase: null })).recovery).toBe("proposed");
  });

  test("stays the former one until the new one is typed back", async () => {
    const { app, on } = await start("desk");
    const code = await practice(app);
    await call(app, "safety.proposeCode", { passphrase: null });
    await stop(app);
    on.ring.secret = null;
    const again = await startOn(on);
    expect(await storeOf(again)).toEqual({ state: "blocked", reason: "vault-missing" });
    expect((await call(again, "safety.recover", { code, passphrase: "quatre mots sans lien" })).store).toMatchObject({
      state: "ready",
      protection: "passphrase",
    });
  });

  test("opens the mail again when the key ring is lost, and only the right one does", async () => {
    const { app, on, home } = await start("desk");
    const code = await practice(app);
    await stop(app);
    on.ring.secret = 2;
    const again = await startOn(on);
    expect(await storeOf(again)).toEqual({ state: "blocked", reason: "cannot-decrypt" });
    const before = readFileSync(join(home, "profiles", "real", "key.json"), "utf8");
    expect(
      await failing(call(again, "safety.recover", { code: "00000-00000-00000-00000-00000", passphrase: null })),
    ).toBe("wrong-code");
    expect(readFileSync(join(home, "profiles", "real", "key.json"), "utf8")).toBe(before);
    const state = await call(again, "safety.recover", { code, passphrase: null });
    expect(state.store).toEqual({ state: "ready", protection: "vault" });
    expect(await patientsOf(again)).toHaveLength(1);
    await stop(again);
    expect(await storeOf(await startOn(on))).toMatchObject({ state: "ready" });
  });

  test("replaces a forgotten passphrase by a new one", async () => {
    const { app, on } = await start("desk");
    on.ring.secret = null;
    const code = await practice(app, "quatre mots sans lien");
    await stop(app);
    const again = await startOn(on);
    expect(await storeOf(again)).toMatchObject({ state: "locked" });
    await call(again, "safety.recover", { code, passphrase: "cinq autres mots sans lien" });
    await call(again, "app.lock", undefined);
    await call(again, "app.unlock", { passphrase: "quatre mots sans lien" });
    expect(await storeOf(again)).toMatchObject({ state: "locked", wrong: true });
    await call(again, "app.unlock", { passphrase: "cinq autres mots sans lien" });
    expect(await storeOf(again)).toMatchObject({ state: "ready" });
  });
});

describe("a backup", () => {
  test("is restored on a new machine with its file and its code alone", async () => {
    const { app, on } = await start("desk");
    const code = await practice(app);
    await call(app, "settings.set", { theme: "dark" });
    on.answers.target = join(folder, "one.plisauve");
    expect(await call(app, "safety.backUp", { passphrase: null })).toEqual({ saved: true });
    expect(await call(app, "safety.state", undefined)).toMatchObject({ backedUp: on.clock.now.toISOString() });
    await stop(app);

    const other = await start("new desk");
    other.on.ring.secret = null;
    expect(await failing(call(other.app, "safety.restore", { code, passphrase: null }))).toBe("no-such");
    other.on.answers.source = join(folder, "one.plisauve");
    expect(await call(other.app, "safety.chooseBackup", undefined)).toMatchObject({ at: on.clock.now.toISOString() });
    const wrong = { code: "00000-00000-00000-00000-00000", passphrase: "quatre mots sans lien" };
    expect(await failing(call(other.app, "safety.restore", wrong))).toBe("wrong-code");
    expect(existsSync(join(other.home, "profiles", "real"))).toBe(false);
    const state = await call(other.app, "safety.restore", { code, passphrase: "quatre mots sans lien" });
    expect(state).toMatchObject({
      profile: "real",
      store: { state: "ready", protection: "passphrase" },
      recovery: "in-force",
      settings: { theme: "dark" },
    });
    expect(await patientsOf(other.app)).toHaveLength(1);
    const { lines } = await call(other.app, "journal.list", {
      offset: 0,
      limit: 50,
      search: "",
      from: null,
      to: null,
      kind: null,
    });
    expect(lines.map(({ action }) => action)).toEqual(expect.arrayContaining(["restore", "patient-create"]));
    await stop(other.app);
    expect(await storeOf(await startOn(other.on))).toMatchObject({ state: "locked", wrong: false });
  });

  test("that is damaged is refused, and what was there is untouched", async () => {
    const { app, on, home } = await start("desk");
    const code = await practice(app);
    const file = join(folder, "one.plisauve");
    on.answers.target = file;
    await call(app, "safety.backUp", { passphrase: null });
    const bytes = readFileSync(file);
    bytes[9000] = (bytes[9000] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    on.answers.source = file;
    await call(app, "safety.chooseBackup", undefined);
    expect(await failing(call(app, "safety.restore", { code, passphrase: null }))).toBe("refused");
    await stop(app);
    on.ring.secret = 2;
    const again = await startOn(on);
    await call(again, "safety.chooseBackup", undefined);
    expect(await failing(call(again, "safety.restore", { code, passphrase: null }))).toBe("backup-damaged");
    expect(readdirSync(join(home, "profiles"))).toEqual(["real"]);
  });

  test("asks for the passphrase that opens the store, and leaves nothing when it is wrong", async () => {
    const { app, on } = await start("desk");
    on.ring.secret = null;
    await practice(app, "quatre mots sans lien");
    on.answers.target = join(folder, "one.plisauve");
    expect(await failing(call(app, "safety.backUp", { passphrase: "autre chose" }))).toBe("wrong-key");
    expect(readdirSync(folder)).toEqual(["desk"]);
    expect(await call(app, "safety.backUp", { passphrase: "quatre mots sans lien" })).toEqual({ saved: true });
    expect(readdirSync(folder)).toEqual(["desk", "one.plisauve"]);
    on.answers.target = null;
    expect(await call(app, "safety.backUp", { passphrase: "quatre mots sans lien" })).toEqual({ saved: false });
  });
});

describe("a damaged store", () => {
  test("is set aside whole, by a restoration or by starting over", async () => {
    const { app, on, home } = await start("desk");
    const code = await practice(app);
    on.answers.target = join(folder, "one.plisauve");
    await call(app, "safety.backUp", { passphrase: null });
    await stop(app);
    const database = join(home, "profiles", "real", "pli.db");
    writeFileSync(database, readFileSync(database).fill(0, 4096));
    const damaged = readFileSync(database);
    const again = await startOn(on);
    expect(await storeOf(again)).toMatchObject({ state: "blocked", reason: "corrupt" });
    on.answers.source = join(folder, "one.plisauve");
    await call(again, "safety.chooseBackup", undefined);
    expect((await call(again, "safety.restore", { code, passphrase: null })).store).toMatchObject({ state: "ready" });
    expect(await patientsOf(again)).toHaveLength(1);
    const aside = readdirSync(join(home, "profiles")).filter((name) => name !== "real");
    expect(aside).toEqual(["real-20261122080000"]);
    expect(readFileSync(join(home, "profiles", aside[0] ?? "", "pli.db"))).toEqual(damaged);
    expect(await failing(call(again, "safety.startOver", { passphrase: null }))).toBe("refused");
  });

  test("is found by the check that follows a cut, and by the one that is asked for", async () => {
    const { app, on, home } = await start("desk");
    await practice(app);
    expect(await call(app, "safety.check", { passphrase: null })).toEqual({ whole: true });
    await stop(app);
    const database = join(home, "profiles", "real", "pli.db");
    const bytes = readFileSync(database);
    // A page of an index that opening does not read.
    bytes[60 * 4096 + 100] = (bytes[60 * 4096 + 100] ?? 0) ^ 1;
    writeFileSync(database, bytes);
    const calm = await startOn(on);
    expect(await storeOf(calm)).toMatchObject({ state: "ready" });
    expect(await call(calm, "safety.check", { passphrase: null })).toEqual({ whole: false });
    await stop(calm);
    writeFileSync(join(home, "profiles", "real", "open"), "");
    const afterCut = await startOn(on);
    await expect.poll(() => storeOf(afterCut)).toEqual({ state: "blocked", reason: "corrupt" });
  });

  test("whose process ends by itself opens again without a question, three times in a minute; then it says so and waits to be asked", async () => {
    const { app, on } = await start("desk");
    on.ring.secret = null;
    await practice(app, "quatre mots sans lien");
    const told = () => on.events.filter((event) => event.kind === "notice" && event.code === "store-restarted").length;
    for (const times of [1, 2, 3]) {
      on.crash();
      await expect.poll(told).toBe(times);
      expect(await storeOf(app)).toMatchObject({ state: "ready", protection: "passphrase" });
      expect(await patientsOf(app)).toHaveLength(1);
    }
    on.crash();
    await expect.poll(() => storeOf(app)).toEqual({ state: "blocked", reason: "stopped" });
    expect(told()).toBe(3);
    on.clock.now = new Date(on.clock.now.getTime() + 61_000);
    await call(app, "app.unlock", { passphrase: "quatre mots sans lien" });
    on.crash();
    await expect.poll(told).toBe(4);
  });

  test("whose process ends while it opens again is started once more, and told once", async () => {
    const { app, on } = await start("desk");
    await practice(app);
    const told = () => on.events.filter((event) => event.kind === "notice" && event.code === "store-restarted").length;
    on.dying = 1;
    on.crash();
    await expect.poll(told).toBe(1);
    expect(await storeOf(app)).toMatchObject({ state: "ready" });
    expect(await patientsOf(app)).toHaveLength(1);
  });

  test("whose process can only end says so in its screen, and opens once it can", async () => {
    const { app, on } = await start("desk");
    await practice(app);
    on.dying = 9;
    on.crash();
    await expect.poll(() => storeOf(app)).toEqual({ state: "blocked", reason: "stopped" });
    await expect.poll(() => on.events.at(-1)).toMatchObject({ kind: "changed", what: expect.arrayContaining(["app"]) });
    expect(on.events).not.toContainEqual({ kind: "notice", code: "store-restarted" });
    expect([app.storeOpen(), app.storeAway()]).toEqual([false, true]);
    on.dying = 0;
    expect((await call(app, "app.retry", undefined)).store).toMatchObject({ state: "ready" });
    expect([app.storeOpen(), app.storeAway()]).toEqual([true, false]);
    expect(await patientsOf(app)).toHaveLength(1);
  });

  test("that was closed keeps no key to open again with", async () => {
    const { app, on } = await start("desk");
    await practice(app, "quatre mots sans lien");
    await call(app, "app.lock", undefined);
    on.crash();
    expect(await storeOf(app)).toMatchObject({ state: "locked" });
  });
});

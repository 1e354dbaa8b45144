import { type ElectronApplication, expect } from "@playwright/test";
import { type Seed, seedOf } from "../../bench/seed";
import { beginWork, expectFilings, held, type Outcome, type Work, workAtOnce } from "./busy-person";
import { phoneOf, type OpenApp } from "./open-app";
import { askInPage, inPage, valueInPage, wordsShown } from "./page-through-main";

/** What can be killed, beside main. */
export type Part = "parser" | "store" | "mailbox" | "directory" | "window" | "demo";

/** Which parts, how many of them one after the other, and the seed that chooses them and their moments. */
export type Kills = { readonly parts: readonly [Part, ...Part[]]; readonly count: number; readonly seed: number };

/** What the person is told of, once. */
const TOLD: Partial<Record<Part, string>> = {
  store: "store-restarted",
  demo: "demo-restarted",
  window: "window-restarted",
};
/** Started again three times in a minute, no more: these are killed less often. */
const SELDOM_MS: Partial<Record<Part, number>> = { store: 25_000, demo: 25_000, window: 65_000 };
/** How often two parts end in one turn. */
const TWO = 0.3;
const SOON = { intervals: [100], timeout: 40_000 };
/** An act that was cut short says so by one of these; another code, or no answer, is a fault. */
const HONEST = new Set([
  "store-gone",
  "store-closed",
  "parser-crashed",
  "mailbox-gone",
  "directory-gone",
  "offline",
  "demo-stopped",
]);

/**
 * Kills one part after the other while a person writes, reads, files, looks up and sends, in the demonstration, signed in, with one draft begun.
 * After each: what she was doing ended or said that it did not, the part is there again, she was told once,
 * her draft and her filings are intact. At the end: each message once, and a journal whose chain holds.
 */
export async function killParts({ app }: OpenApp, { parts, count, seed }: Kills): Promise<void> {
  const random = seedOf(seed);
  await valueInPage(app, "settings.set", { undoSeconds: 0 });
  const work = await beginWork(app);
  await expect.poll(() => inPage(app, REOPEN, 2000), SOON).toBe(true);
  if (parts.includes("directory")) await bringTheDirectory(app);
  await hearNotices(app);
  const killed = new Map<Part, number>();
  const last = new Map<Part, number>();
  const risked: string[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const wanted = nextParts(parts, random, last);
    const { outcomes, ended } = await killDuring(app, work, { wanted, random, turn });
    for (const part of ended) killed.set(part, (killed.get(part) ?? 0) + 1);
    const about = `turn ${turn}, ${ended.join(" and ")}`;
    expectHonest(outcomes, ended, about);
    if (ended.includes("demo")) risked.push(...[...work.handedOver, ...work.unsure].slice(-4));
    await isBack(app, work, ended, about);
    if (count > 20) console.info(about, JSON.stringify(outcomes.filter(({ code }) => code !== null)));
  }
  await everyMessageOnce(app, work, risked);
  expect(await valueInPage(app, "journal.state", undefined)).toMatchObject({ brokenAt: null });
  if (count > 20) console.info(Object.fromEntries(killed));
}

/** Its process runs only where this computer has a directory. */
async function bringTheDirectory(app: ElectronApplication): Promise<void> {
  await valueInPage(app, "offline.download", undefined);
  const there = async (): Promise<boolean> => (await valueInPage(app, "offline.state", undefined)).present !== null;
  await expect.poll(there, SOON).toBe(true);
}

/** One part, or now and then another one within a moment of it. */
function nextParts(parts: Kills["parts"], random: Seed, last: Map<Part, number>): readonly Part[] {
  const one = (): Part => {
    const now = performance.now();
    const rested = parts.filter((part) => now - (last.get(part) ?? -Infinity) > (SELDOM_MS[part] ?? 0));
    const part = random.pick<Part>(rested.length === 0 ? ["parser"] : (rested as [Part, ...Part[]]));
    last.set(part, now);
    return part;
  };
  return random.next() < TWO ? [...new Set([one(), one()])] : [one()];
}

type Blow = { readonly wanted: readonly Part[]; readonly random: Seed; readonly turn: number };

async function killDuring(
  app: ElectronApplication,
  work: Work,
  { wanted, random, turn }: Blow,
): Promise<{ readonly outcomes: readonly Outcome[]; readonly ended: readonly Part[] }> {
  await forgetNotices(app);
  const working = workAtOnce(app, work, random, turn);
  const ended: Part[] = [];
  for (const part of wanted) {
    await new Promise((resolve) => setTimeout(resolve, random.next() * 400));
    if (await kill(app, part)) ended.push(part);
  }
  return { outcomes: await working, ended };
}

/** SIGKILL; false where that part was not running. The open store is the oldest of its kind: a check of the file may run beside it. */
const kill = (app: ElectronApplication, part: Part): Promise<boolean> =>
  app.evaluate(({ app: electron, BrowserWindow }, wanted) => {
    const main = BrowserWindow.getAllWindows().find((one) => one.getTitle() === "Pli");
    const [found] = electron
      .getAppMetrics()
      .filter((one) => one.name === `pli-${wanted}` || one.serviceName === `pli-${wanted}`)
      .toSorted((a, b) => a.creationTime - b.creationTime);
    const pid = wanted === "window" ? main?.webContents.getOSProcessId() : found?.pid;
    return pid !== undefined && pid > 0 && process.kill(pid, "SIGKILL");
  }, part);

function expectHonest(outcomes: readonly Outcome[], ended: readonly Part[], about: string): void {
  const isFault = ({ code }: Outcome): boolean =>
    code !== null && !HONEST.has(code) && !(ended.includes("window") && ["lost", "no composer"].includes(code));
  expect(outcomes.filter(isFault), about).toEqual([]);
}

/** What ended is there and works, she was told once, and what she had done stands. */
async function isBack(app: ElectronApplication, work: Work, ended: readonly Part[], about: string): Promise<void> {
  const message = { ...SOON, message: about };
  const state = async (): Promise<unknown> => (await answered(app, "app.state"))?.store.state;
  await expect.poll(state, message).toBe("ready");
  if (ended.includes("demo")) await signIn(app);
  if (ended.includes("window")) await goOnWriting(app, work, about);
  const connected = async (): Promise<boolean> =>
    (await answered(app, "mailboxes.list"))?.every(({ connection }) => connection.state === "ready") === true;
  await expect.poll(connected, message).toBe(true);
  const told = ended.flatMap((part) => TOLD[part] ?? []).toSorted();
  await expect.poll(() => notices(app), message).toEqual(told);
  const kept = async (): Promise<unknown> => (await askedDraft(app, work))?.text;
  await expect.poll(kept, message).toBe(work.typed.join(""));
  await expectFilings(app, work);
}

async function answered<Name extends "app.state" | "mailboxes.list">(app: ElectronApplication, name: Name) {
  const answer = await askInPage(app, name, undefined);
  return answer?.ok === true ? answer.value : null;
}

async function askedDraft(app: ElectronApplication, work: Work) {
  const answer = await askInPage(app, "drafts.open", { id: work.draft });
  return answer?.ok === true ? answer.value : null;
}

/** The window came back with its list (what it says of that goes after a moment: `restart` looks at it); what had been saved of the draft is there, and she opens it again to go on. */
async function goOnWriting(app: ElectronApplication, work: Work, about: string): Promise<void> {
  const message = { ...SOON, message: about };
  await expect.poll(() => wordsShown(app), message).toMatch(/À traiter/u);
  const kept = (await valueInPage(app, "drafts.open", { id: work.draft })).text;
  // The words of this turn may have been typed less than a second before; those of the turns before were seen saved.
  const [whole, before] = [work.typed.join(""), work.typed.slice(0, -1).join("")];
  expect([whole, before], about).toContain(kept);
  if (kept !== whole) work.typed.pop();
  await expect.poll(() => inPage(app, REOPEN, 2000), message).toBe(true);
}

/** Presses the begun draft in the bar, until its text can be written in. */
const REOPEN = `(() => {
  if (document.querySelector('textarea[aria-label="Texte du message"]') !== null) return true;
  document.querySelector('nav[aria-label="Messages en cours"] button')?.click();
  return false;
})()`;

/** As she would: the same request as last time, accepted on the telephone that is drawn on screen. */
async function signIn(app: ElectronApplication): Promise<void> {
  const restarted = async (): Promise<boolean> => (await notices(app)).includes("demo-restarted");
  await expect.poll(restarted, SOON).toBe(true);
  const { lastIdNat } = await valueInPage(app, "app.state", undefined);
  await valueInPage(app, "session.signIn", { channel: "mobile", idNat: lastIdNat ?? "" });
  const phone = await phoneOf(app);
  await phone.getByRole("button", { name: "Accepter" }).click();
  await expect.poll(async () => (await valueInPage(app, "session.state", undefined)).state, SOON).toBe("signed-in");
}

type Heard = { pliNotices?: string[] };

/** Writes down in main what the main window is told, whatever becomes of its page. */
const hearNotices = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows().find((one) => one.getTitle() === "Pli")?.webContents;
    if (contents === undefined) return;
    const send = contents.send.bind(contents);
    (globalThis as Heard).pliNotices = [];
    contents.send = (channel: string, ...told: { readonly kind?: string; readonly code?: string }[]) => {
      const [event] = told;
      if (event?.kind === "notice" && event.code !== undefined) (globalThis as Heard).pliNotices?.push(event.code);
      send(channel, ...told);
    };
  });

/** Those of a restart; a message that left, or a document that came, tells of itself. */
const notices = (app: ElectronApplication): Promise<readonly string[]> =>
  app.evaluate(() =>
    ((globalThis as Heard).pliNotices ?? []).filter((code) => /-(?:restarted|stopped)$/u.test(code)).toSorted(),
  );

const forgetNotices = (app: ElectronApplication): Promise<void> =>
  app.evaluate(() => {
    (globalThis as Heard).pliNotices = [];
  });

/** What was answered arrived once, or is said uncertain; what was not, once at most. A mail that its operator forgot as it ended is not looked for. */
async function everyMessageOnce(app: ElectronApplication, work: Work, risked: readonly string[]): Promise<void> {
  const moving = async (): Promise<number> =>
    (await valueInPage(app, "outbox.list", undefined)).filter(({ state }) =>
      ["waiting", "sending", "retry"].includes(state),
    ).length;
  await expect.poll(moving, { ...SOON, timeout: 60_000 }).toBe(0);
  const uncertain = (await valueInPage(app, "outbox.list", undefined))
    .filter(({ state }) => state === "to-verify")
    .map(({ subject }) => subject);
  const optional = new Set([...work.unsure, ...uncertain, ...risked]);
  for (const subject of work.handedOver.filter((one) => !optional.has(one)))
    await expect.poll(() => held(app, work.to, subject), { ...SOON, message: subject }).toBe(1);
  for (const subject of optional) expect(await held(app, work.to, subject), subject).toBeLessThanOrEqual(1);
  for (const subject of work.handedOver) expect(await held(app, work.from, subject), subject).toBeLessThanOrEqual(1);
}

import { expect, type Page, test } from "@playwright/test";
import { contract, type MethodName } from "#shared/contract/index";
import { forget, type OpenApp, openApp, phoneOf } from "../journeys/support/open-app";
import { mainActs, watchMain } from "./support/inert";

type Answer = { readonly ok: boolean; readonly failure?: Record<string, unknown>; readonly value?: unknown };
type Door = { readonly call: (name: unknown, input?: unknown) => Promise<Answer> };

let opened: OpenApp;
test.beforeAll(async () => {
  opened = await openApp({ servers: "demo" });
});
test.afterAll(async () => {
  await opened.close();
  forget(opened.folder);
});

/** The code of the failure of one call; `rejected` where the bridge itself refused the value. */
const codeOf = (page: Page, name: unknown, input?: unknown): Promise<string> =>
  page.evaluate(
    async ([asked, given]) => {
      const answer = await (window as unknown as { pli: Door }).pli.call(asked, given).catch(() => null);
      return answer === null ? "rejected" : answer.ok ? "ok" : String(answer.failure?.["code"]);
    },
    [name, input] as const,
  );

/** The same, asked again while main hears too many calls at once: a fast machine makes them as fast as an attack. */
async function codeOnceHeard(page: Page, name: unknown, input: unknown): Promise<string> {
  let code = "too-many-calls";
  await expect
    .poll(async () => {
      code = await codeOf(page, name, input);
      return code;
    })
    .not.toBe("too-many-calls");
  return code;
}

/** Main answers, and the page is still drawn from what it says. */
async function expectAlive({ app, page }: OpenApp): Promise<void> {
  await expect.poll(() => codeOf(page, "app.state")).toBe("ok");
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBeGreaterThan(0);
}

test("I01: a name that is not in the contract is refused, whatever it is", async () => {
  const names = ["", "nothing", "app.state ", "APP.STATE", "__proto__", "constructor", "toString", "hasOwnProperty"];
  for (const name of [...names, 42, null, {}, ["app.state"], "x".repeat(1_000_000)])
    expect(await codeOf(opened.page, name), JSON.stringify(name).slice(0, 40)).toBe("unknown-method");
  await expectAlive(opened);
});

test("I01: every method refuses a wrong shape with a code, never with a text", async () => {
  const { page } = opened;
  const wrong = [42, "x", [], { surplus: true }, { id: "../../etc/passwd" }, { id: 7, text: null }];
  for (const [name, { flags }] of Object.entries(contract)) {
    // Windows first, store and session next, shape last: each refusal hides what comes behind it.
    const expected = [
      ...(flags.windows?.includes("main") === false ? ["refused-sender"] : []),
      "store-closed",
      "invalid-input",
    ];
    for (const input of wrong)
      expect(expected, `${name} ${JSON.stringify(input)}`).toContain(await codeOnceHeard(page, name, input));
  }
  const failure = await page.evaluate(async () => {
    const answer = await (window as unknown as { pli: Door }).pli.call("app.unlock", { passphrase: 4 });
    return answer.failure;
  });
  expect(Object.keys(failure ?? {}).toSorted()).toEqual(["about", "code", "id", "retry"]);
  expect(JSON.stringify(failure)).not.toMatch(/at |node_modules|\/|Error|Zod/u);
});

test("I01: a prototype, a cycle, a function and a class instance change nothing in main", async () => {
  const { app, page } = opened;
  const codes = await page.evaluate(async () => {
    const cycle: Record<string, unknown> = { theme: "dark" };
    cycle["self"] = cycle;
    let deep: unknown = {};
    for (let level = 0; level < 900; level += 1) deep = { deep };
    const values = [JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'), cycle, deep];
    const { pli } = window as unknown as { pli: Door };
    const codes: string[] = [];
    for (const value of [
      ...values,
      { theme: () => 1 },
      { theme: Symbol("x") },
      new Map([["theme", "dark"]]),
      new Proxy({}, {}),
    ]) {
      // The bridge refuses some of them before they leave the page, at once or later.
      const answer = await (async () => pli.call("settings.set", value))().catch(() => null);
      codes.push(answer === null ? "rejected" : answer.ok ? "ok" : String(answer.failure?.["code"]));
    }
    return codes;
  });
  for (const code of codes.slice(0, 5)) expect(["rejected", "invalid-input"]).toContain(code);
  expect(await app.evaluate(() => ({} as { polluted?: number }).polluted)).toBeUndefined();
  const state = await page.evaluate(() => (window as unknown as { pli: Door }).pli.call("app.state"));
  expect(state).toMatchObject({ ok: true, value: { settings: { theme: "system" } } });
});

test("I01: a hundred megabytes and ten thousand calls in a row leave main alive", async () => {
  const { page } = opened;
  const huge = await page.evaluate(async () => {
    const { pli } = window as unknown as { pli: Door };
    const answer = await pli.call("app.unlock", { passphrase: "x".repeat(100_000_000) }).catch(() => null);
    return answer?.failure?.["code"] ?? "rejected";
  });
  expect(["invalid-input", "rejected"]).toContain(huge);
  await expectAlive(opened);
  const codes = await page.evaluate(async () => {
    const { pli } = window as unknown as { pli: Door };
    const answers = await Promise.all(Array.from({ length: 10_000 }, () => pli.call("app.state")));
    return [...new Set(answers.map(({ ok, failure }) => (ok ? "ok" : failure?.["code"])))];
  });
  expect(codes).toContain("too-many-calls");
  await expectAlive(opened);
});

test("I02: a frame has no door, and a window that main did not make has one that is shut", async () => {
  const { app, page } = opened;
  const inFrame = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const frame = document.createElement("iframe");
        frame.src = "frame.html";
        frame.addEventListener("load", () => {
          resolve(typeof (frame.contentWindow as unknown as { pli?: unknown }).pli);
          frame.remove();
        });
        document.body.append(frame);
      }),
  );
  expect(inFrame).toBe("undefined");
  const fromStranger = await app.evaluate(async ({ app: main, BrowserWindow, session }) => {
    const preload = `${main.getAppPath()}/out/build/preload/preload.cjs`;
    const window = new BrowserWindow({
      show: false,
      webPreferences: { session: session.fromPartition("pli"), preload, sandbox: true },
    });
    await window.loadURL("app://ui/index.html");
    const code = await window.webContents.executeJavaScript(
      "pli.call('app.state').then((answer) => answer.failure?.code ?? 'ok')",
    );
    window.destroy();
    return code as string;
  });
  expect(fromStranger).toBe("refused-sender");
});

test("I04: the page cannot have anything opened but an https address that the person confirms", async () => {
  const { app, page } = opened;
  await watchMain(app, 0);
  const hrefs = [
    "file:///etc/passwd",
    "javascript:1",
    "smb://h/x",
    "http://h/",
    "https://u:p@h/",
    "https:\\\\h",
    "app://ui/",
    "C:\\x.exe",
    "",
  ];
  for (const href of hrefs) expect(await codeOf(page, "app.openLink", { href }), href).toBe("ok");
  expect(await mainActs(app)).toEqual({ asked: [], opened: [] });
  expect(await codeOf(page, "app.openLink", { href: "https://аррӏе.example/x" })).toBe("ok");
  const { asked, opened: gone } = await mainActs(app);
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatch(/^xn--80ak6aa92e\.example .*https:\/\/xn--80ak6aa92e\.example\/x/su);
  expect(gone).toEqual([]);
});

test("I05: a listener hears plain data and nothing of Electron", async () => {
  const heard = await opened.page.evaluate(async () => {
    const { pli } = window as unknown as {
      pli: Door & { subscribe: (listener: (...heard: unknown[]) => void) => () => void };
    };
    const calls: unknown[][] = [];
    const stop = pli.subscribe((...given: unknown[]) => calls.push(given));
    await pli.call("settings.set", { density: "compact" });
    for (let turn = 0; turn < 100 && calls.length === 0; turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    stop();
    await pli.call("settings.set", { density: "comfortable" });
    await new Promise((resolve) => setTimeout(resolve, 300));
    return calls.map((given) => ({
      many: given.length,
      text: JSON.stringify(given[0]),
      proto: Object.getPrototypeOf(given[0]) === Object.prototype,
    }));
  });
  expect(heard).toEqual([{ many: 1, text: '{"kind":"changed","what":["app"]}', proto: true }]);
});

test("I03, I02: identifiers of nothing are not found, and the telephone may call its two methods only", async () => {
  const { app, page } = opened;
  await page.getByText("Essayer avec le cabinet de démonstration").click();
  await expect.poll(() => codeOf(page, "mailboxes.list"), { timeout: 30_000 }).toBe("ok");
  const bytes = ["../../etc/passwd", "/etc/passwd", "..", "a/b", "file:///x", "a\0b", "%2e%2e"];
  for (const id of bytes) expect(await codeOf(page, "documents.open", { id }), id).toBe("invalid-input");
  for (const name of ["documents.open", "patients.open"] as const satisfies readonly MethodName[])
    expect(await codeOf(page, name, { id: "AAAAAAAAAAAAAAAAAAAAAA" }), name).toBe("no-such");
  expect(await codeOf(page, "demo.showPhone")).toBe("ok");
  const phone = await phoneOf(app);
  for (const [name, { flags }] of Object.entries(contract)) {
    const code = await codeOf(phone, name, { surplus: true });
    expect(code, name).toBe(flags.windows?.includes("phone") === true ? "invalid-input" : "refused-sender");
  }
  expect(await codeOf(phone, "demo.state")).toBe("ok");
  expect(await codeOf(page, "demo.answer", { id: "x", answer: "approve" })).toBe("refused-sender");
  await expectAlive(opened);
});

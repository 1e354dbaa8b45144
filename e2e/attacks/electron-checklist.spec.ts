import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { forget, type OpenApp, openApp } from "../journeys/support/open-app";

let opened: OpenApp;
test.beforeAll(async () => {
  opened = await openApp({ servers: "demo" });
});
test.afterAll(async () => {
  await opened.close();
  forget(opened.folder);
});

test("1-4, 6, 8-12: every window has the stated preferences, and its process is in Chromium's sandbox", async () => {
  const windows = await opened.app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .map((contents) => (contents as unknown as { getLastWebPreferences: () => unknown }).getLastWebPreferences()),
  );
  expect(windows.length).toBeGreaterThan(0);
  for (const preferences of windows)
    // Electron does not tell what it was not asked for.
    expect({ nodeIntegrationInWorker: false, ...(preferences as object) }).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
    });
  const { pid, switches } = await opened.app.evaluate(({ BrowserWindow, app }) => ({
    pid: BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    switches: ["no-sandbox", "disable-web-security", "allow-running-insecure-content"].filter((name) =>
      app.commandLine.hasSwitch(name),
    ),
  }));
  expect(switches).toEqual([]);
  expect(readFileSync(`/proc/${pid}/status`, "utf8")).toMatch(/^Seccomp:\s+2$/mu);
});

test("2, 20: the page holds nothing of Node or Electron but the four members of its door", async () => {
  const page = await opened.page.evaluate(() => {
    const { pli, ...rest } = window as unknown as Record<string, Record<string, unknown>>;
    const globals = [
      "require",
      "process",
      "module",
      "Buffer",
      "global",
      "__dirname",
      "setImmediate",
      "electron",
      "ipcRenderer",
    ];
    const door = pli as Record<string, unknown>;
    let replaced = false;
    try {
      door["call"] = () => "mine";
      replaced = (door["call"] as () => unknown)() === "mine";
    } catch {
      replaced = false;
    }
    return {
      members: Object.getOwnPropertyNames(pli).toSorted(),
      kinds: [typeof door["call"], typeof door["subscribe"], door["window"]],
      globals: globals.filter((name) => name in window || name in rest),
      replaced,
      webview: document.createElement("webview").constructor.name,
    };
  });
  expect(page).toEqual({
    members: ["about", "call", "subscribe", "window"],
    kinds: ["function", "function", "main"],
    globals: [],
    replaced: false,
    webview: "HTMLElement",
  });
});

test("5: every permission is refused, asked or looked up, but to put text in the clipboard", async () => {
  const { app, page } = opened;
  const refused = await page.evaluate(async () => {
    const names = [
      "camera",
      "microphone",
      "geolocation",
      "notifications",
      "midi",
      "clipboard-read",
      "persistent-storage",
    ];
    const states: string[] = [];
    for (const name of names)
      states.push(
        await navigator.permissions.query({ name: name as PermissionName }).then(
          ({ state }) => state,
          () => "denied",
        ),
      );
    const ended = (act: Promise<unknown>) =>
      act.then(
        () => "granted",
        () => "denied",
      );
    states.push(await ended(navigator.mediaDevices.getUserMedia({ audio: true })));
    states.push(await ended(navigator.mediaDevices.getDisplayMedia({ video: true })));
    states.push(
      await ended(new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject))),
    );
    states.push(await ended(navigator.clipboard.readText()));
    states.push((await Notification.requestPermission()) === "granted" ? "granted" : "denied");
    return states;
  });
  expect(new Set(refused)).toEqual(new Set(["denied"]));
  const open = await app.evaluate(({ session }) =>
    [session.fromPartition("pli"), session.defaultSession].map((ses) => ses.getSpellCheckerLanguages().length),
  );
  expect(open).toEqual([0, 0]);
});

const PAGE =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";
const FRAME =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-src 'none'; frame-ancestors 'self'; sandbox allow-same-origin";

test("7: each page comes with its policy, word for word", async () => {
  const headers = await opened.page.evaluate(async () => {
    const read = async (path: string) => {
      const { status, headers } = await fetch(path);
      return { status, policy: headers.get("content-security-policy"), sniff: headers.get("x-content-type-options") };
    };
    return { index: await read("index.html"), phone: await read("phone.html"), frame: await read("frame.html") };
  });
  expect(headers.index).toEqual({ status: 200, policy: PAGE, sniff: "nosniff" });
  expect(headers.phone).toEqual({ status: 200, policy: PAGE, sniff: "nosniff" });
  expect(headers.frame).toEqual({ status: 200, policy: FRAME, sniff: "nosniff" });
});

test("7: neither a string nor an inline script becomes a program", async () => {
  const { page } = opened;
  const ran = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const state = window as unknown as { inline?: string };
        // The page's own realm: the tool that evaluates this is not under its policy.
        const script = document.createElement("script");
        script.textContent = "window.inline = 'ran'";
        document.body.append(script);
        const button = document.createElement("button");
        button.setAttribute("onclick", "window.inline = 'clicked'");
        document.body.append(button);
        button.click();
        setTimeout(() => {
          script.remove();
          button.remove();
          resolve(String(state.inline));
        }, 100);
      }),
  );
  expect(ran).toBe("undefined");
});

test("18: the scheme serves the built pages and nothing above or beside them", async () => {
  const paths = [
    "..%2fmain%2fmain.js",
    "%2e%2e/main/main.js",
    "..%5cmain%5cmain.js",
    "/etc/passwd",
    "%2fetc%2fpasswd",
    "a%00.html",
    "%",
    "assets",
    "..%252fmain%252fmain.js",
  ];
  const statuses = await opened.page.evaluate(async (tried) => {
    const status = (url: string) =>
      fetch(url).then(
        (answer) => answer.status,
        () => 0,
      );
    return Promise.all([
      ...tried.map((path) => status(`app://ui/${path}`)),
      ...["app://evil/index.html", "app://ui.evil/index.html", "file:///etc/hostname"].map(status),
    ]);
  }, paths);
  for (const status of statuses) expect([404, 0]).toContain(status);
  expect(statuses.slice(0, paths.length).filter((status) => status === 404).length).toBeGreaterThan(6);
});

test("a second start on the same profile ends at once and opens nothing", async () => {
  const { app, page, folder } = opened;
  const second = spawn(
    process.env["PLI_ELECTRON"] ?? "",
    [".", `--user-data-dir=${join(folder, "profile")}`, "--demo"],
    { stdio: "ignore" },
  );
  const code = await new Promise((resolve) => {
    const late = setTimeout(() => {
      second.kill("SIGKILL");
      resolve("still running");
    }, 60_000);
    second.on("close", (ended) => {
      clearTimeout(late);
      resolve(ended);
    });
  });
  expect(code).toBe(0);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  // What the second one was asked is not obeyed by the first.
  await expect(page.getByText("Configurer ma boîte")).toBeVisible();
});

// Last: the tool that drives the page believes that a refused navigation is still going on.
test("13, 14: no navigation, no window, and a title that no page chooses", async () => {
  const { app, page } = opened;
  const opens = await page.evaluate(async () => {
    document.title = "PAT-SECRET";
    const opens = ["app://ui/index.html", "about:blank", "https://attaquant.example/", "file:///etc/passwd"].map(
      (url) => window.open(url) === null,
    );
    for (const url of [
      "file:///etc/passwd",
      "data:text/html,x",
      "javascript:void(window.pwn=1)",
      "https://attaquant.example/",
      "chrome://gpu",
      "app://evil/",
    ]) {
      const link = document.createElement("a");
      link.href = url;
      document.body.append(link);
      link.click();
      link.remove();
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    return opens;
  });
  expect(opens).toEqual([true, true, true, true]);
  expect(page.url()).toBe("app://ui/index.html");
  expect(await page.evaluate(() => document.body.innerText)).toContain("Configurer ma boîte");
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.getTitle()))).toEqual(
    ["Pli"],
  );
});

import { type ElectronApplication, expect, type Page } from "@playwright/test";

/** What main did for a link since `watchMain`: questions asked to the person, addresses opened. */
export type MainActs = { readonly asked: readonly string[]; readonly opened: readonly string[] };

/** Replaces the system's question and its opener in main, so that nothing is ever opened; `answer` is the button pressed. */
export async function watchMain(app: ElectronApplication, answer: 0 | 1): Promise<void> {
  await app.evaluate(({ dialog, shell }, response) => {
    const acts: { asked: string[]; opened: string[] } = { asked: [], opened: [] };
    Object.assign(globalThis, { pliActs: acts });
    dialog.showMessageBox = async (...given: unknown[]) => {
      const options = given.at(-1) as { readonly message: string; readonly detail: string };
      acts.asked.push(`${options.message} ${options.detail}`);
      return { response, checkboxChecked: false };
    };
    shell.openExternal = async (url: string) => void acts.opened.push(url);
  }, answer);
}

/** What main did since. */
export const mainActs = (app: ElectronApplication): Promise<MainActs> =>
  app.evaluate(() => (globalThis as unknown as { readonly pliActs: MainActs }).pliActs);

/** What of the content of the message frame should not be there, in words; empty when it is what the design says. */
export const faultsOfFrame = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const faults: string[] = [];
    const frames = document.querySelectorAll("iframe");
    const frame = frames[0];
    if (frames.length !== 1 || frame === undefined) return [`${frames.length} frames`];
    const sandbox = frame.getAttribute("sandbox");
    if (sandbox !== "allow-same-origin") faults.push(`sandbox is ${sandbox}`);
    const inner = frame.contentDocument;
    if (inner === null) return [...faults, "the frame is lost"];
    if (inner.URL !== "app://ui/frame.html") faults.push(`frame at ${inner.URL}`);
    if (inner.head.querySelectorAll("*").length !== 3) faults.push("something entered the head");
    const elements =
      "script style link meta base iframe frame object embed form input button select textarea svg math template video audio source picture track slot dialog details marquee map area noscript xmp noembed noframes title keygen";
    for (const found of inner.body.querySelectorAll(elements.split(" ").join(",")))
      faults.push(`element ${found.tagName}`);
    const attributes =
      /^(?:on.*|srcset|background|poster|ping|target|download|id|name|class|action|formaction|usemap|xlink:.*|slot|tabindex|contenteditable|form)$/u;
    for (const element of inner.body.querySelectorAll("*")) {
      for (const { name, value } of element.attributes) {
        if (attributes.test(name)) faults.push(`attribute ${name}`);
        if (name === "src" && !/^data:image\/(?:png|jpeg|gif|webp);base64,/u.test(value))
          faults.push(`src ${value.slice(0, 60)}`);
        if (name === "href" && !value.startsWith("https://")) faults.push(`href ${value.slice(0, 60)}`);
        if (name === "style" && /[(@\\]|position|z-index|transform/u.test(value.replace(/rgba?\([^()]*\)/gu, "")))
          faults.push(`style ${value.slice(0, 80)}`);
      }
    }
    return faults;
  });

/** The page is itself: no script of a message ran, nothing was added, nobody navigated, no window opened. */
export async function expectUntouched(app: ElectronApplication, page: Page): Promise<void> {
  const page_ = await page.evaluate(() => ({
    pwn: [window, ...Array.from(window.frames)].map((one) => String((one as unknown as { pwn?: unknown }).pwn)),
    active: document.querySelectorAll("[onerror],[onload],[onclick],img[src='x'],base,meta[http-equiv]").length,
    scripts: document.scripts.length,
    title: document.title,
    door: typeof (window as unknown as { pli: { call: unknown } }).pli.call,
  }));
  expect(page_.pwn.every((one) => one === "undefined")).toBe(true);
  expect(page_).toMatchObject({ active: 0, scripts: 1, title: "Pli", door: "function" });
  expect(page.url()).toBe("app://ui/index.html");
  const windows = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.getTitle()));
  expect(windows).toEqual(["Pli"]);
}

const WAYS = ["left", "middle", "right", "control", "shift", "enter", "control-enter"] as const;
const MODIFIERS = { control: "Control", shift: "Shift" } as const;

/** Follows every link of the frame, the first one in every way a person can; the guard asks, and the frame lives on. */
export async function followLinks(page: Page): Promise<void> {
  const guard = page.getByRole("alertdialog");
  const links = await page.evaluate(
    () => document.querySelector("iframe")?.contentDocument?.querySelectorAll("a").length ?? 0,
  );
  for (let index = 0; index < links; index += 1) {
    for (const way of index === 0 ? WAYS : (["left"] as const)) {
      const guarded = await follow(page, index, way);
      if (guarded && way !== "right") {
        await expect(guard, `link ${index}, ${way}`).toBeVisible();
      }
      await page.keyboard.press("Escape");
      await expect(guard).toHaveCount(0);
    }
  }
}

/** One link by real input; true when the guard must ask about it. */
export async function follow(page: Page, index: number, way: (typeof WAYS)[number]): Promise<boolean> {
  const { x, y, guarded } = await page.evaluate((at) => {
    const frame = document.querySelector("iframe");
    const link = frame?.contentDocument?.querySelectorAll("a")[at];
    if (frame === null || link === undefined) throw new Error("no such link");
    link.scrollIntoView({ block: "center" });
    link.focus();
    const [outer, inner] = [frame.getBoundingClientRect(), link.getClientRects()[0] ?? link.getBoundingClientRect()];
    return {
      x: outer.x + inner.x + Math.min(inner.width / 2, 20),
      y: outer.y + inner.y + Math.min(inner.height / 2, 8),
      guarded: (link.hasAttribute("href") || link.hasAttribute("data-refused")) && inner.width > 0,
    };
  }, index);
  if (way === "enter" || way === "control-enter") {
    // A link without an address does not take the focus.
    const focused = await page.evaluate((at) => {
      const inner = document.querySelector("iframe")?.contentDocument;
      return inner?.activeElement === inner?.querySelectorAll("a")[at];
    }, index);
    // On no link the key is the window's: it opens the conversation in a window of its own.
    if (way === "control-enter" && !focused) return false;
    await page.keyboard.press(way === "enter" ? "Enter" : "Control+Enter");
    return guarded && focused;
  }
  const held = way === "control" || way === "shift" ? MODIFIERS[way] : null;
  if (held !== null) await page.keyboard.down(held);
  await page.mouse.click(x, y, { button: way === "middle" || way === "right" ? way : "left" });
  if (held !== null) await page.keyboard.up(held);
  return guarded;
}

import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { forget, newFolder, openApp } from "../journeys/support/open-app";
import { DECEPTIONS, pwnOf, REQUESTS, SCRIPTS } from "./hostile";
import { openAttacker, provesItCounts } from "./support/attacker";
import { expectUntouched } from "./support/inert";
import { networkTraces } from "./support/net-log";

type Given = { readonly bodies: readonly string[]; readonly sandboxed: boolean };

/** Runs in the page: each body goes as it is into a frame of its own, its links and buttons are pressed, and what a script left behind is told. */
async function fillFrames({ bodies, sandboxed }: Given): Promise<readonly string[]> {
  // Straight from the prototype: one of the messages hides the document's own members behind its names.
  const all = (inner: Document, selector: string): readonly HTMLElement[] => [
    ...(Document.prototype.querySelectorAll.call(inner, selector) as NodeListOf<HTMLElement>),
  ];
  const fill = (inner: Document, body: string): void => {
    inner.body.innerHTML = body;
    // Scripts that a parser inserts this way do not run in any page: those are made again by hand.
    for (const old of all(inner, "script")) {
      const made = document.createElement("script");
      // Copied as nodes: hostile markup makes names that may not be written.
      for (const attribute of old.attributes) made.setAttributeNode(attribute.cloneNode() as Attr);
      made.textContent = old.textContent;
      old.replaceWith(made);
    }
  };
  const open = (body: string): Promise<HTMLIFrameElement> =>
    new Promise((resolve, reject) => {
      const frame = document.createElement("iframe");
      if (sandboxed) frame.setAttribute("sandbox", "allow-same-origin");
      frame.src = "frame.html";
      const filled = (): void => {
        try {
          if (frame.contentDocument === null) throw new Error("the frame did not load");
          fill(frame.contentDocument, body);
          resolve(frame);
        } catch (error) {
          reject(error instanceof Error ? error : new Error("not filled"));
        }
      };
      frame.addEventListener("load", filled, { once: true });
      document.body.append(frame);
    });
  const pause = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time));
  const frames = await Promise.all(bodies.map(open));
  await pause(1500);
  for (const { contentDocument } of frames) {
    if (contentDocument === null) continue;
    for (const one of all(contentDocument, "a, button, input[type=submit], [onclick]")) one.click?.();
  }
  await pause(700);
  const seen = [window, ...frames.map((frame) => frame.contentWindow)].map((one) => {
    try {
      return (one as unknown as { readonly pwn?: unknown } | null)?.pwn;
    } catch {
      return undefined;
    }
  });
  for (const frame of frames) frame.remove();
  return seen.filter((one) => one !== undefined).map(String);
}

/** Only long to lay out: the sanitiser is what bounds them, and nothing in them asks or acts in a way of its own. */
const HEAVY = new Set(["H04b", "H04c", "H10", "H16"]);

for (const sandboxed of [true, false])
  test(`H01–H16, L01–L07: unsanitised, ${sandboxed ? "the frame" : "its policy alone"} still lets nothing run and nothing out`, async () => {
    const attacker = await openAttacker();
    const before = await provesItCounts(attacker);
    const folder = newFolder();
    const log = join(folder, "net-log.json");
    const { app, page } = await openApp({ servers: "demo", folder, args: [`--log-net-log=${log}`] });
    await expect(page.getByText("Configurer ma boîte")).toBeVisible();
    const bodies = [...SCRIPTS, ...REQUESTS, ...DECEPTIONS]
      .filter(({ id }) => !HEAVY.has(id))
      .map(({ id, html }) => html((name) => `${attacker.origin}/${id}/${name}`, pwnOf(id)));
    expect(await page.evaluate(fillFrames, { bodies, sandboxed })).toEqual([]);
    await expectUntouched(app, page);
    expect(attacker.hits().slice(before)).toEqual([]);
    await app.close();
    const { events, ...traces } = networkTraces(log);
    expect(events).toBeGreaterThan(0);
    expect(traces).toEqual({ resolved: 0, requests: [], connections: 0, datagrams: 0 });
    await attacker.close();
    forget(folder);
  });

import { test } from "@playwright/test";
import { openPublisher } from "../../electron/update/testing/publisher";
import { axeFindings } from "../journeys/support/axe";
import { forget, openApp, type OpenApp } from "../journeys/support/open-app";
import { pictureScreen, stillness } from "./camera";
import type { Scene } from "./scene";
import { firstRun } from "./scenes/first-run";
import { lists } from "./scenes/lists";
import { pages } from "./scenes/pages";
import { reading } from "./scenes/reading";
import { updates } from "./scenes/updates";
import { writing } from "./scenes/writing";

const SCENE_MS = 25_000;

/** Every screen and state that the demonstration can show, read by axe and pictured, and moved sideways nowhere; what could not be reached, and what axe found, is told at the end. */
test("every screen is pictured, and axe finds nothing", async () => {
  test.setTimeout(900_000);
  const publisher = await openPublisher();
  const open = await openApp({ servers: "demo", updates: publisher.configuration });
  const missed: string[] = [];
  try {
    open.page.setDefaultTimeout(SCENE_MS);
    for (const scene of [...firstRun, ...lists, ...reading, ...writing, ...pages, ...updates(publisher)]) {
      const why = await play(open, scene);
      if (why !== null) missed.push(`${scene.name}: ${why}`);
    }
  } finally {
    await open.close();
    forget(open.folder);
    publisher.stop();
  }
  if (missed.length > 0) throw new Error(`not reached, or not accessible:\n${missed.join("\n")}`);
});

async function play(open: OpenApp, scene: Scene): Promise<string | null> {
  try {
    await scene.go(open);
    await stillness(open.page);
    const found = [...(await axeFindings(open.page))];
    found.push(...(await pictureScreen(open.page, scene.name, scene.tight === true)));
    await scene.leave?.(open);
    return found.length === 0 ? null : found.join("; ");
  } catch (error) {
    await open.page.keyboard.press("Escape");
    return error instanceof Error ? (error.message.split("\n", 3).join(" ") ?? "") : String(error);
  }
}

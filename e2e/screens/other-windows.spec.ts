import { expect, type Page, test } from "@playwright/test";
import { axeFindings } from "../journeys/support/axe";
import { conversationApart, forget, openApp, phoneOf, type OpenApp } from "../journeys/support/open-app";
import { arrive } from "../journeys/support/steps";
import { pictureWindow, stillness } from "./camera";

/** What has a window of its own: the telephone and the panel of the demonstration, a conversation, a message being written. */
test("every other window is pictured, and axe finds nothing", async () => {
  test.setTimeout(300_000);
  const open = await openApp({ servers: "demo" });
  try {
    await arrive(open);
    await shown("70-telephone", await phoneOf(open.app));
    const panel = await panelOf(open);
    await shown("71-demonstration", panel);
    await panel.getByRole("tab", { name: "Protocole" }).click();
    await shown("72-protocole", panel);
    await open.page.bringToFront();
    await open.page.getByRole("listbox").getByRole("option").first().click();
    await open.page.getByRole("listbox").focus();
    await open.page.keyboard.press("Control+Enter");
    const apart = await conversationApart(open.app);
    await expect(apart.getByRole("article").first()).toBeVisible();
    await shown("73-conversation-a-part", apart);
    const writing = open.app.waitForEvent("window");
    await apart.keyboard.press("f");
    const composer = await writing;
    await expect(composer.getByRole("textbox", { name: "Objet" })).toBeVisible();
    await shown("74-message-a-part", composer);
  } finally {
    await open.close();
    forget(open.folder);
  }
});

async function shown(name: string, page: Page): Promise<void> {
  await stillness(page);
  expect(await axeFindings(page)).toEqual([]);
  await pictureWindow(page, name);
}

async function panelOf({ app, page }: OpenApp): Promise<Page> {
  const opened = app.waitForEvent("window");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("panneau");
  await page.keyboard.press("Enter");
  const panel = await opened;
  await expect(panel.getByRole("region").first()).toBeVisible();
  return panel;
}

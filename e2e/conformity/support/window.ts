import { expect, type Page } from "@playwright/test";
import { newMark } from "./mail";
import type { Practice } from "./practice";

/** The window as on a new morning: the list of what is to do, nothing open. */
export async function atHome({ page }: Practice): Promise<Page> {
  await page.reload();
  await expect(page.getByRole("navigation", { name: "Listes et boîtes" })).toBeVisible({ timeout: 20_000 });
  return page;
}

/** A message of a few words, from a colleague unless told otherwise; `mark` is its subject. */
export const plainLetter = (
  mark: string,
  from = "Nadia DEMO-CARDIOLOGUE <nadia.demo@confrere.essai.mssante.fr>",
): string =>
  [
    `From: ${from}`,
    `Subject: ${mark}`,
    `Message-ID: <${newMark()}@essai.mssante.fr>`,
    "Content-Type: text/plain; charset=utf-8",
    "",
    "Bonjour.",
    "",
  ].join("\r\n");

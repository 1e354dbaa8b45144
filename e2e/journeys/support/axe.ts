import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** Of a page whose rest is out of reach: axe leaves them out by itself too, but not while the dialog is still on its way in. */
const BEHIND_A_DIALOG = ["landmark-one-main", "page-has-heading-one"];

/** What axe finds on the page, each with the elements; `without` leaves rules out. */
export async function axeFindings(page: Page, without: readonly string[] = []): Promise<readonly string[]> {
  const isBehind = (await page.locator('[role="dialog"], [role="alertdialog"]').count()) > 0;
  // What is said aloud names, for seven seconds, a button that may be gone by then; nothing is read from there again.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .exclude("[data-live-announcer]")
    .disableRules([...without, ...(isBehind ? BEHIND_A_DIALOG : [])])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

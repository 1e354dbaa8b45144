import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** What axe finds on the page, each with the elements; `without` leaves rules out. */
export async function axeFindings(page: Page, without: readonly string[] = []): Promise<readonly string[]> {
  // What is said aloud names, for seven seconds, a button that may be gone by then; nothing is read from there again.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .exclude("[data-live-announcer]")
    .disableRules([...without])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

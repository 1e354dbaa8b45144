import { expect } from "@playwright/test";
import type { TraceAction } from "#shared/domain/trace-event";
import { documentFrom } from "./support/documents";
import { newColleague, newMark, sent } from "./support/mail";
import { journal } from "./support/journal";
import type { Practice } from "./support/practice";
import { requirement } from "./support/requirement";
import { atHome, plainLetter } from "./support/window";

requirement(["CONF.17", "ECO.4.1.1"], async (practice, evidence) => {
  const { call } = practice;
  const before = await journal(practice, 1);
  const since = before[0]?.seq ?? 0;
  const { message } = await documentFrom(practice);
  await sent(practice, { to: [newColleague()] });
  await call("conversations.mark", { ids: [message.conversationId], change: "archive" });
  await call("conversations.mark", { ids: [message.conversationId], change: "delete" });
  const wanted: readonly TraceAction[] = ["send", "read", "move", "delete"];
  const done = async () => {
    const lines = await journal(practice, 200);
    const actions = new Set(lines.filter(({ seq }) => seq > since).map(({ action }) => action));
    return wanted.filter((action) => !actions.has(action));
  };
  await expect.poll(done).toEqual([]);
  await eachOpeningHasItsLine(practice);
  evidence(
    `tracés dans le journal : ${wanted.join(", ")} ; une ligne pour chaque conversation ouverte à l’écran, aucune pour celles qui ne font que se préparer`,
  );
});

/** In the window, where the conversations beside the one that is opened are read ahead. */
async function eachOpeningHasItsLine(practice: Practice): Promise<void> {
  const marks = [newMark(), newMark()] as const;
  for (const mark of marks) await practice.space.deliver(practice.address, plainLetter(mark));
  const page = await atHome(practice);
  const row = (mark: string) => page.getByRole("option").filter({ hasText: mark });
  for (const mark of marks) await expect(row(mark)).toBeVisible({ timeout: 20_000 });
  const since = (await journal(practice, 1))[0]?.seq ?? 0;
  const openings = async (): Promise<number> =>
    (await journal(practice, 200)).filter(({ seq, action }) => seq > since && action === "read").length;
  const [one, other] = marks;
  for (const [at, mark] of [one, other, one].entries()) {
    await row(mark).click();
    await expect(page.getByRole("heading", { name: mark })).toBeVisible();
    await expect.poll(openings).toBe(at + 1);
  }
}

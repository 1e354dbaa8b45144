import { expect } from "@playwright/test";
import type { TraceAction } from "#shared/domain/trace-event";
import { documentFrom } from "./support/documents";
import { newColleague, sent } from "./support/mail";
import { journal } from "./support/journal";
import { requirement } from "./support/requirement";

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
  evidence(`tracés dans le journal : ${wanted.join(", ")}`);
});

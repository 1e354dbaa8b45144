import type { ConversationView } from "#shared/domain/message";
import { momentOf } from "#shared/text/formats/index";
import { useText } from "../../text";
import { Banner, useToday } from "../../ui";
import { colleagueName } from "../sharing";

/** Said while one writes in a shared mailbox: another answer came after what is being answered, or somebody else takes care of it. */
export function CollisionNote({ conversation }: { readonly conversation: ConversationView }) {
  const t = useText();
  const today = useToday();
  const { messages, row } = conversation;
  const last = messages.findLastIndex(({ outgoing, receipt }) => !outgoing && receipt === null);
  const answer = messages.slice(last + 1).findLast(({ outgoing, sentBy }) => outgoing && sentBy?.mine !== true);
  if (answer !== undefined) {
    const name = answer.sentBy === null ? t("writing.somebody") : colleagueName(answer.sentBy, t);
    const when = momentOf(answer.date, today, t.language);
    return (
      <Banner tone="warning" live>
        {t("writing.collisionAnswered", { name, when })}
      </Banner>
    );
  }
  if (row.takenBy === null || row.takenBy.mine) return null;
  return (
    <Banner tone="warning" live>
      {t("writing.collisionTaken", { name: colleagueName(row.takenBy, t) })}
    </Banner>
  );
}

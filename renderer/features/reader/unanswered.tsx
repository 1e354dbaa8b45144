import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, TimeText, useMedia } from "../../ui";
import { workspace } from "../../workspace";
import { RecordGroup, RecordLine } from "../patients";
import styles from "./day.module.css";

const MOST = 5;

/** In a window with room for it, while no conversation is open: whom one wrote to last and who did not answer yet. */
export function Unanswered() {
  const hasRoom = useMedia("(min-width: 1600px) and (min-height: 900px)");
  return hasRoom ? <Lines /> : null;
}

function Lines() {
  const t = useText();
  const page = useQueryOf(
    "conversations.list",
    { view: "awaiting", mailboxId: null, folderId: null, search: "", offset: 0, limit: MOST },
    { keep: true },
  ).data;
  if (page === undefined || page.rows.length === 0) return null;
  return (
    <div className={styles.unanswered}>
      <RecordGroup
        title={t("inbox.view-awaiting")}
        more={
          page.total > MOST && (
            <Button variant="quiet" onPress={() => workspace.goList("awaiting")}>
              {t("reader.seeAll", { count: page.total })}
            </Button>
          )
        }
      >
        {page.rows.map((row) => (
          <RecordLine
            key={row.id}
            title={row.name}
            about={[t(`app.kind-${row.kind}`), row.subject].filter(Boolean).join(" · ")}
            end={<TimeText iso={row.date} form="row" />}
            onOpen={() => workspace.openConversation(row.id)}
          />
        ))}
      </RecordGroup>
    </div>
  );
}

import { useEffect, useState } from "react";
import type { ConversationId, DraftId } from "#shared/domain/ids";
import { Boundary } from "../../ui";
import { useWorkspace, workspace } from "../../workspace";
import { Composer, DraftBar } from "../composer";
import { ConversationPane } from "./conversation-pane";
import { Day } from "./day";
import { WithDocument } from "./with-document";
import styles from "./reader.module.css";

const SETTLE_MS = 110;

/** The right of the window: the conversation, or the draft being written; a document beside it from 1600 px, over it below. */
export function ReaderPane() {
  const selected = useSettled(useWorkspace((now) => now.selected));
  const alone = useWorkspace((now) => now.alone);
  const draft = useWorkspace((now) => (now.alone ? null : now.draft));
  return (
    <div className={styles.pane} id="reader" tabIndex={-1} data-print="page">
      <WithDocument>
        <Boundary key={draft ?? selected}>
          <Main draft={draft} selected={selected} />
        </Boundary>
      </WithDocument>
      {!alone && <DraftBar />}
    </div>
  );
}

/** The draft being written, else the conversation, else what to do. */
function Main({ draft, selected }: { readonly draft: DraftId | null; readonly selected: ConversationId | null }) {
  if (draft !== null) return <Composer draftId={draft} onClose={workspace.closeDraft} />;
  if (selected !== null) return <ConversationPane id={selected} />;
  return <Day />;
}

/** The conversation once the person stops on it: walking down the list with a key held does not open each one. */
function useSettled(selected: ConversationId | null): ConversationId | null {
  const [settled, setSettled] = useState(selected);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(selected), selected === null ? 0 : SETTLE_MS);
    return () => clearTimeout(timer);
  }, [selected]);
  return settled;
}

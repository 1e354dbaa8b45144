import { memo, useDeferredValue, useLayoutEffect, useState } from "react";
import type { ConversationId, DraftId } from "#shared/domain/ids";
import { Boundary } from "../../ui";
import { useWorkspace, workspace } from "../../workspace";
import { Composer, DraftBar } from "../composer";
import { ConversationPane } from "./conversation-pane";
import { Day } from "./day";
import { isRead, readSoon } from "./read-ahead";
import { RecordBeside, useAnswered, useBeside } from "./record-beside";
import { createWalk, STEP_MS } from "./walk";
import { WithDocument } from "./with-document";
import styles from "./reader.module.css";

/** What is read sooner takes the place of the one before without a sketch of itself between. */
const SKETCH_MS = 120;

const walk = createWalk();

/** A row is pressed: what it opens is read before the press ends. */
export function aimAt(id: ConversationId): void {
  walk.aim(id);
  void readSoon(id);
}

/** The right of the window: the conversation, or the draft being written; a document beside it from 1600 px, over it below. */
export function ReaderPane() {
  // The row that was chosen is painted first, then what it opens.
  const selected = useDeferredValue(useSettled(useWorkspace((now) => now.selected)));
  const alone = useWorkspace((now) => now.alone);
  const draft = useDeferredValue(useWorkspace((now) => (now.alone ? null : now.draft)));
  // The list is painted first, at the start and when one comes back to it from a page.
  const drawn = useDeferredValue(true, false);
  return (
    <div className={styles.pane} id="reader" tabIndex={-1} data-print="page">
      <WithDocument>
        <Boundary about={draft ?? selected}>{drawn && <Main draft={draft} selected={selected} />}</Boundary>
      </WithDocument>
      {!alone && <DraftBar />}
    </div>
  );
}

type MainProps = { readonly draft: DraftId | null; readonly selected: ConversationId | null };

/** The draft being written, else the conversation, else what to do. */
const Main = memo(({ draft, selected }: MainProps) => {
  if (draft !== null) return <Written draft={draft} selected={selected} />;
  if (selected !== null) return <ConversationPane id={selected} />;
  return <Day />;
});

/** The draft; while it answers, what stood beside the conversation stays where it was. */
function Written({ draft, selected }: { readonly draft: DraftId; readonly selected: ConversationId | null }) {
  const { beside } = useBeside(useAnswered(draft, selected));
  return (
    <RecordBeside beside={beside}>
      <Composer draftId={draft} onClose={workspace.closeDraft} />
    </RecordBeside>
  );
}

/** The conversation at once; walking down the list with a key held opens the first one, then the one where the person stops. A press is no step of a walk. */
function useSettled(selected: ConversationId | null): ConversationId | null {
  const [settled, setSettled] = useState(selected);
  useLayoutEffect(() => {
    const walking = walk.step(selected, performance.now());
    let left = false;
    const settle = (): void => void (left || setSettled(selected));
    if (selected === null || (!walking && isRead(selected))) return settle();
    const timer = setTimeout(settle, walking ? STEP_MS : SKETCH_MS);
    if (!walking) void readSoon(selected).then(settle);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [selected]);
  return settled;
}

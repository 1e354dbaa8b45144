import FilePen from "lucide-react/icons/file-pen-line";
import X from "lucide-react/icons/x";
import { useEffect, useState } from "react";
import type { DraftId } from "#shared/domain/ids";
import { call, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, IconButton } from "../../ui";
import { useWorkspace, workspace, workspaceStore } from "../../workspace";
import { leaveBlank } from "./leave-blank";
import styles from "./draft-bar.module.css";

const AGAIN_MS = 1000;

/** The drafts begun and left for another thing: each is one press away, until it is closed, sent or thrown away. */
export function DraftBar() {
  const t = useText();
  const drafts = useWorkspace((now) => now.drafts);
  const current = useWorkspace((now) => now.draft);
  const others = drafts.filter((id) => id !== current);
  const [found, setFound] = useState(false);
  // What was docked at the last start is found again, and what is docked now will be at the next.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const find = async (): Promise<void> => {
      const result = await call("composers.state", undefined);
      // The store may be away with the page that ended: nothing is known yet, and nothing is to be kept over it.
      if (!result.ok) return void (timer = setTimeout(() => void find(), AGAIN_MS));
      if (workspaceStore.getState().drafts.length === 0) workspace.redock(result.value.docked);
      setFound(true);
    };
    void find();
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (found) void call("composers.docked", { ids: [...drafts] });
  }, [found, drafts]);
  if (others.length === 0) return null;
  return (
    <nav className={styles.bar} aria-label={t("writing.begun")}>
      {others.map((id) => (
        <Begun key={id} id={id} />
      ))}
    </nav>
  );
}

function Begun({ id }: { readonly id: DraftId }) {
  const t = useText();
  const { data, error } = useQueryOf("drafts.open", { id });
  // Only what is no longer there leaves the bar: a store that is away for a moment comes back.
  const gone = error?.failure.code === "no-such";
  useEffect(() => {
    if (gone) workspace.undock(id);
  }, [gone, id]);
  const close = (): void => {
    workspace.undock(id);
    if (data !== undefined) void leaveBlank(id, { ...data, fields: data });
  };
  const title = data === undefined || data.subject.trim() === "" ? t("writing.new") : data.subject;
  return (
    <span className={styles.draft}>
      <Button variant="quiet" icon={FilePen} className={styles.open} onPress={() => workspace.write(id)}>
        {title}
      </Button>
      <IconButton icon={X} label={t("writing.undock", { title })} onPress={close} />
    </span>
  );
}

import Trash from "lucide-react/icons/trash-2";
import { useState, type FormEvent } from "react";
import type { Label } from "#shared/domain/message";
import type { ConversationId, LabelId } from "#shared/domain/ids";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, Checkbox, Dialog, IconButton, TextField } from "../../ui";
import { concerned, useWorkspace, workspace } from "../../workspace";
import { LabelBadge } from "./label-badge";
import styles from "./labels.module.css";

/** The labels of what is ticked, or of the open conversation: put on, taken off, made. */
export function LabelDialog() {
  const t = useText();
  const isOpen = useWorkspace((now) => now.labels);
  const ids = isOpen ? concerned() : [];
  return (
    <Dialog
      title={t("day.labelsAbout", { count: ids.length })}
      size="small"
      isOpen={isOpen && ids.length > 0}
      onClose={() => workspace.labels(false)}
    >
      <Labels ids={ids} />
    </Dialog>
  );
}

function Labels({ ids }: { readonly ids: readonly ConversationId[] }) {
  const t = useText();
  const known = useQueryOf("labels.list", undefined).data ?? [];
  const put = useCommand("conversations.label");
  const [changed, setChanged] = useState<ReadonlyMap<LabelId, boolean>>(new Map());
  const carried = useCarried(ids);
  const set = (label: Label, on: boolean): void => {
    setChanged(new Map(changed).set(label.id, on));
    void put.run({ ids: [...ids], labelId: label.id, on });
  };
  return (
    <>
      <div className={styles.list}>
        {known.map((label) => (
          <Line
            key={label.id}
            label={label}
            count={label.count}
            isOn={changed.get(label.id) ?? carried.has(label.id)}
            onChange={(on) => set(label, on)}
          />
        ))}
      </div>
      {known.length === 0 && <p className={styles.note}>{t("day.noLabel")}</p>}
      <NewLabel onMade={(label) => set(label, true)} />
      <p className={styles.note}>{t("day.labelsShared")}</p>
    </>
  );
}

/** The labels that each of these conversations carries. */
function useCarried(ids: readonly ConversationId[]): ReadonlySet<LabelId> {
  const only = ids[0] ?? ("" as ConversationId);
  const read = useQueryOf("conversations.read", { id: only }, { enabled: ids.length === 1 });
  return new Set(read.data?.row.labels.map(({ id }) => id) ?? []);
}

type LineProps = {
  readonly label: Label;
  readonly count: number;
  readonly isOn: boolean;
  readonly onChange: (on: boolean) => void;
};

function Line({ label, count, isOn, onChange }: LineProps) {
  const t = useText();
  const remove = useCommand("labels.remove");
  return (
    <div className={styles.line}>
      <Checkbox isSelected={isOn} onChange={onChange}>
        <LabelBadge label={label} />
      </Checkbox>
      {count === 0 && !isOn && (
        <IconButton
          icon={Trash}
          label={t("day.removeLabel", { name: label.name })}
          onPress={() => void remove.run({ id: label.id })}
        />
      )}
    </div>
  );
}

function NewLabel({ onMade }: { readonly onMade: (label: Label) => void }) {
  const t = useText();
  const create = useCommand("labels.create");
  const [name, setName] = useState("");
  const make = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name.trim() === "") return;
    const result = await create.run({ name: name.trim() });
    if (!result.ok) return;
    setName("");
    onMade(result.value);
  };
  return (
    <form className={styles.new} onSubmit={(event) => void make(event)}>
      <TextField label={t("day.newLabel")} value={name} onChange={setName} maxLength={40} />
      <Button type="submit" isPending={create.pending}>
        {t("day.addLabel")}
      </Button>
    </form>
  );
}

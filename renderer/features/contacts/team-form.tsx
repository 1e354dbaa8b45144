import PenLine from "lucide-react/icons/pen-line";
import Trash2 from "lucide-react/icons/trash-2";
import { useState, type FormEvent } from "react";
import type { Team } from "#shared/domain/contact";
import type { TeamId } from "#shared/domain/ids";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { Button, Card, FailureBanner, TextField, toasts } from "../../ui";
import { startDraft } from "../../workspace";
import { RecipientField } from "../composer";
import styles from "./contacts.module.css";

const MOST_TO = 20;

/** A care team to be named, filled, written to or taken away. */
export function TeamForm({
  team,
  onDone,
}: {
  readonly team: Team | null;
  readonly onDone: (open: TeamId | null) => void;
}) {
  const t = useText();
  const save = useCommand("teams.save", { failures: "inline" });
  const [name, setName] = useState(team?.name ?? "");
  const [note, setNote] = useState(team?.note ?? "");
  const [members, setMembers] = useState(team?.members ?? []);
  const [tried, setTried] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === "") return;
    const result = await save.run({
      id: team?.id ?? null,
      name: name.trim(),
      note: note.trim(),
      members,
    });
    if (!result.ok) return;
    toasts.show(t("contacts.teamSaved"), { tone: "good" });
    onDone(result.value.id);
  };
  return (
    <Card title={team === null ? t("contacts.addTeam") : team.name}>
      <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
        <FailureBanner failure={save.failure} />
        <TextField
          label={t("contacts.teamName")}
          value={name}
          onChange={setName}
          maxLength={120}
          takesFocus={team === null}
          error={tried && name.trim() === "" ? t("contacts.nameMissing") : null}
        />
        <RecipientField label={t("contacts.teamMembers")} recipients={members} onChange={setMembers} inForm />
        <TextField label={t("contacts.note")} value={note} onChange={setNote} rows={2} maxLength={2000} />
        <div className={styles.actions}>
          <Button variant="primary" type="submit" isPending={save.pending}>
            {t("contacts.save")}
          </Button>
          {team === null ? (
            <Button onPress={() => onDone(null)}>{t("app.cancel")}</Button>
          ) : (
            <Acts team={team} onGone={() => onDone(null)} />
          )}
        </div>
      </form>
    </Card>
  );
}

function Acts({ team, onGone }: { readonly team: Team; readonly onGone: () => void }) {
  const t = useText();
  const save = useCommand("teams.save");
  const remove = useCommand("teams.remove");
  const { id, name, note, members } = team;
  const removed = async (): Promise<void> => {
    const result = await remove.run({ id });
    if (!result.ok) return;
    const back = (): void => void save.run({ id: null, name, note, members });
    toasts.show(t("contacts.removed", { name }), { action: { label: t("contacts.undo"), run: back } });
    onGone();
  };
  return (
    <>
      {members.length > 0 && members.length <= MOST_TO && (
        <Button icon={PenLine} onPress={() => void startDraft({ to: [...members] })}>
          {t("contacts.writeTeam")}
        </Button>
      )}
      <Button variant="quiet" icon={Trash2} isPending={remove.pending} onPress={() => void removed()}>
        {t("contacts.removeTeam")}
      </Button>
    </>
  );
}

import UsersRound from "lucide-react/icons/users-round";
import { useState, type FormEvent } from "react";
import type { Recipient } from "#shared/domain/draft";
import type { TeamId } from "#shared/domain/ids";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, Dialog, FailureBanner, IconButton, TextField, toasts } from "../../ui";
import styles from "./sheet.module.css";

type Known = Pick<Recipient, "address" | "name"> & Partial<Recipient>;

/** Puts a correspondent in a care team, one that exists or a new one; a patient is in none. */
export function AddToTeam({ recipient }: { readonly recipient: Known }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const { address, name, kind = "unknown" } = recipient;
  if (kind === "patient" || kind === "team") return null;
  const shown = name === "" ? address : name;
  return (
    <>
      <IconButton icon={UsersRound} label={t("contacts.addToTeam", { name: shown })} onPress={() => setOpen(true)} />
      <Dialog
        title={t("contacts.addToTeam", { name: shown })}
        size="small"
        isOpen={open}
        onClose={() => setOpen(false)}
      >
        <Teams member={{ name, address }} shown={shown} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function Teams({
  member,
  shown,
  onDone,
}: {
  readonly member: { readonly name: string; readonly address: string };
  readonly shown: string;
  readonly onDone: () => void;
}) {
  const t = useText();
  const teams = useQueryOf("teams.list", undefined).data ?? [];
  const add = useCommand("teams.add", { failures: "inline" });
  const [name, setName] = useState("");
  const put = async (id: TeamId | null, into: string): Promise<void> => {
    const result = await add.run({ id, name: into, member });
    if (!result.ok) return;
    toasts.show(t("contacts.addedToTeam", { name: shown, team: into }), { tone: "good" });
    onDone();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const into = name.replace(/\s+/gu, " ").trim();
    if (into !== "") void put(null, into);
  };
  const isIn = (addresses: readonly { readonly address: string }[]): boolean =>
    addresses.some(({ address }) => address.toLowerCase() === member.address.toLowerCase());
  return (
    <div className={styles.sheet}>
      <FailureBanner failure={add.failure} />
      {teams.length > 0 && (
        <ul className={styles.teams} aria-label={t("contacts.teams")}>
          {teams.map((team) => (
            <li key={team.id}>
              <Button
                variant="quiet"
                icon={UsersRound}
                isDisabled={isIn(team.members)}
                onPress={() => void put(team.id, team.name)}
              >
                {isIn(team.members) ? t("contacts.alreadyInTeam", { team: team.name }) : team.name}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form className={styles.newTeam} onSubmit={submit}>
        <TextField label={t("contacts.newTeam")} value={name} onChange={setName} maxLength={120} />
        <Button type="submit" isPending={add.pending}>
          {t("contacts.createTeam")}
        </Button>
      </form>
    </div>
  );
}

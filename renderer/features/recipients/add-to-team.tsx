import UsersRound from "lucide-react/icons/users-round";
import { useState, type FormEvent } from "react";
import type { Recipient } from "#shared/domain/draft";
import type { TeamId } from "#shared/domain/ids";
import type { Address } from "#shared/domain/message";
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
  const label = t("contacts.addToTeam", { name: name === "" ? address : name });
  return (
    <>
      <IconButton icon={UsersRound} label={label} onPress={() => setOpen(true)} />
      <TeamDialog member={{ name, address }} isOpen={open} onClose={() => setOpen(false)} />
    </>
  );
}

/** The care teams that a correspondent can be put in, opened by `AddToTeam` or from a menu. */
export function TeamDialog({
  member,
  isOpen,
  onClose,
}: {
  readonly member: Address;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const t = useText();
  const shown = member.name === "" ? member.address : member.name;
  return (
    <Dialog title={t("contacts.addToTeam", { name: shown })} size="small" isOpen={isOpen} onClose={onClose}>
      <Teams member={member} shown={shown} onDone={onClose} />
    </Dialog>
  );
}

function Teams({
  member,
  shown,
  onDone,
}: {
  readonly member: Address;
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

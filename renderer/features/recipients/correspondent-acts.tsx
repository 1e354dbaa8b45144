import Copy from "lucide-react/icons/copy";
import IdCard from "lucide-react/icons/id-card";
import PenLine from "lucide-react/icons/pen-line";
import type { Recipient } from "#shared/domain/draft";
import { useText } from "../../text";
import { Button, IconButton, toasts } from "../../ui";
import { startDraft, workspace } from "../../workspace";
import { AddToContacts } from "./add-to-contacts";
import { AddToTeam } from "./add-to-team";
import styles from "./directory-page.module.css";

/** What is done with somebody wherever an address shows: see the page, keep, put in a team, copy, write. */
export function CorrespondentActs({
  recipient,
  opens = false,
  few = false,
}: {
  readonly recipient: Recipient;
  /** False on the person's own page. */
  readonly opens?: boolean;
  /** In a long list: the page has the others. */
  readonly few?: boolean;
}) {
  const t = useText();
  const { address, name } = recipient;
  const shown = name === "" ? address : name;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(address);
    toasts.show(t("writing.copied"));
  };
  const write = (): void => {
    workspace.closeSheets();
    void startDraft({ to: [{ name, address }] });
  };
  return (
    <span className={styles.write}>
      {opens && (
        <IconButton
          icon={IdCard}
          label={t("directory.openPerson", { name: shown })}
          onPress={() => workspace.openSheet({ kind: "person", address, name })}
        />
      )}
      {!few && (
        <>
          <AddToContacts recipient={recipient} />
          <AddToTeam recipient={recipient} />
          <IconButton icon={Copy} label={t("writing.copyAddress", { address })} onPress={() => void copy()} />
        </>
      )}
      <Button icon={PenLine} aria-label={t("writing.writeToName", { name: shown })} onPress={write}>
        {t("writing.writeTo")}
      </Button>
    </span>
  );
}

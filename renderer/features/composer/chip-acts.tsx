import Copy from "lucide-react/icons/copy";
import IdCard from "lucide-react/icons/id-card";
import UsersRound from "lucide-react/icons/users-round";
import X from "lucide-react/icons/x";
import { useState, type ReactNode } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import type { Address } from "#shared/domain/message";
import { parseAddress, senderKind } from "#shared/rules/address";
import { useText } from "../../text";
import { Menu, toasts, type MenuAction } from "../../ui";
import { workspace } from "../../workspace";
import { TeamDialog } from "../recipients";
import styles from "./recipient-field.module.css";

/**
 * The name of a recipient: pressed, what can be done with them (page, care team, address, take out); Delete takes them out at once. A patient has neither
 * a page in the directory nor a team.
 */
export function ChipActs({
  recipient,
  children,
  onRemove,
}: {
  readonly recipient: Address;
  readonly children: ReactNode;
  readonly onRemove: () => void;
}) {
  const t = useText();
  const [team, setTeam] = useState(false);
  const { address } = recipient;
  const name = recipient.name === "" ? address : recipient.name;
  const person = parseAddress(address).ok && senderKind(address) !== "patient";
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(address);
    toasts.show(t("writing.copied"));
  };
  const actions: readonly MenuAction[] = [
    ...(person
      ? [
          {
            id: "see",
            label: t("directory.see"),
            icon: IdCard,
            run: () => workspace.openSheet({ kind: "person", address, name: recipient.name }),
          },
          { id: "team", label: t("writing.addToTeam"), icon: UsersRound, run: () => setTeam(true) },
        ]
      : []),
    { id: "copy", label: t("writing.copyRecipient"), icon: Copy, run: () => void copy() },
    { id: "remove", label: t("writing.removeRecipient"), icon: X, keys: "Delete", run: onRemove },
  ];
  return (
    <>
      <Menu label={t("writing.recipientActs", { name })} actions={actions}>
        <AriaButton
          className={styles.chipName ?? ""}
          onKeyDown={({ key }) => {
            if (key === "Delete" || key === "Backspace") onRemove();
          }}
        >
          {children}
        </AriaButton>
      </Menu>
      <TeamDialog member={recipient} isOpen={team} onClose={() => setTeam(false)} />
    </>
  );
}

import type { Address } from "#shared/domain/message";
import { senderKind } from "#shared/rules/address";
import { useText } from "../../text";
import { workspace } from "../../workspace";
import { AddToContacts } from "./add-to-contacts";
import { AddToTeam } from "./add-to-team";
import styles from "./person-line.module.css";

/** Somebody named in a message: the name is what the sender chose, the address is what is true. A professional can be looked up, kept, put in a team. */
export function PersonLine({ person }: { readonly person: Address }) {
  const { name, address } = person;
  return (
    <div className={styles.line}>
      <span>
        {name} <span className={styles.address}>{address}</span>
      </span>
      {senderKind(address) === "professional" && (
        <span className={styles.acts}>
          <PersonButton person={person} />
          <AddToContacts recipient={person} />
          <AddToTeam recipient={person} />
        </span>
      )}
    </div>
  );
}

/** Opens the page of a professional; `shown` in the place of the words « Voir la fiche ». */
export function PersonButton({
  person: { name, address },
  shown,
}: {
  readonly person: Address;
  readonly shown?: string;
}) {
  const t = useText();
  return (
    <button
      type="button"
      className={shown === undefined ? styles.see : styles.name}
      aria-label={t("directory.openPerson", { name: name.trim() === "" ? address : name })}
      title={address}
      onClick={() => workspace.openSheet({ kind: "person", address, name })}
    >
      {shown ?? t("directory.see")}
    </button>
  );
}

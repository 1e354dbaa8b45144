import type { CorrespondentView } from "#shared/contract/contacts";
import type { ConversationId } from "#shared/domain/ids";
import type { Recipient } from "#shared/domain/draft";
import { bareRecipient } from "#shared/rules/bare-recipient";
import { hl7Date } from "#shared/text/formats/index";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { AvatarTile, FailureBanner } from "../../ui";
import { workspace } from "../../workspace";
import { ConversationLine, DocumentLine, RecordGroup, RecordLine, RecordSketch } from "../patients";
import { AddToContacts } from "./add-to-contacts";
import { PersonButton } from "./person-line";
import styles from "./correspondent-panel.module.css";

/** The correspondent of a conversation, beside it: who they are, the note kept of them, patients and documents in common, the last other conversations. */
export function CorrespondentPanel({ id }: { readonly id: ConversationId }) {
  const query = useQueryOf("contacts.correspondent", { id });
  if (query.error !== null) return <FailureBanner failure={query.error.failure} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) {
    return (
      <div className={styles.panel}>
        <RecordSketch />
      </div>
    );
  }
  return query.data === null ? null : <Known view={query.data} />;
}

function Known({ view }: { readonly view: CorrespondentView }) {
  const t = useText();
  const { patients, documents, conversations } = view;
  return (
    <div className={styles.panel}>
      <Identity view={view} />
      {patients.length > 0 && (
        <RecordGroup title={t("contacts.sharedPatients")}>
          {patients.map((one) => (
            <RecordLine
              key={one.id}
              title={one.name}
              about={hl7Date(one.birthDate)}
              end={t("patients.documents", { count: one.documents })}
              onOpen={() => workspace.show({ kind: "patient", id: one.id })}
            />
          ))}
        </RecordGroup>
      )}
      {documents.length > 0 && (
        <RecordGroup title={t("contacts.exchangedDocuments")}>
          {documents.map((card) => (
            <DocumentLine key={card.id} card={card} about={card.patientName} />
          ))}
        </RecordGroup>
      )}
      <RecordGroup title={t("contacts.otherConversations")} none={t("contacts.noOtherConversation")}>
        {conversations.map((row) => (
          <ConversationLine key={row.id} row={row} />
        ))}
      </RecordGroup>
    </div>
  );
}

/** What the directory of this computer and the contacts say of them; nothing is asked outside. */
function Identity({ view: { name, address, isContact, note } }: { readonly view: CorrespondentView }) {
  const t = useText();
  const [found] = useQueryOf("recipients.of", { addresses: [address] }).data ?? [];
  const known: Recipient = found ?? bareRecipient({ address, name });
  const lines = [
    [known.profession, known.specialty],
    [known.structure, [known.postalCode, known.city].filter(Boolean).join(" ")],
  ].map((words) => words.filter(Boolean).join(", "));
  return (
    <section className={styles.identity} aria-label={t("contacts.who")}>
      <div className={styles.who}>
        <AvatarTile kind="professional" size={44} />
        <div className={styles.words}>
          <h2 className={styles.name}>{name === "" ? known.name || address : name}</h2>
          {lines.map((line) => line !== "" && <p key={line}>{line}</p>)}
        </div>
      </div>
      <p className={styles.address}>{address}</p>
      {note !== "" && <p className={styles.note}>{note}</p>}
      <div className={styles.acts}>
        <PersonButton person={{ name, address }} />
        {!isContact && <AddToContacts recipient={{ ...known, name: known.name || name }} />}
      </div>
    </section>
  );
}

import { useId, useState } from "react";
import type { MailboxId } from "#shared/domain/ids";
import { signedFor } from "#shared/rules/rich-draft";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, SelectField } from "../../ui";
import { RecipientField } from "./recipient-field";
import type { DraftInHand } from "./use-draft";
import styles from "./composer.module.css";

/** From, To, Copy, Subject. `refused`: addresses, in lower case, that nothing may leave to. */
export function ComposerFields({
  draft,
  refused,
}: {
  readonly draft: DraftInHand;
  readonly refused: ReadonlySet<string>;
}) {
  const t = useText();
  const id = useId();
  const { fields, set } = draft;
  const [copies, setCopies] = useState(fields.cc.length + fields.bcc.length > 0);
  return (
    <div className={styles.fields}>
      <div className={styles.row}>
        <span className={styles.label}>{t("writing.from")}</span>
        <Sender draft={draft} />
        {!copies && (
          <Button variant="quiet" onPress={() => setCopies(true)}>
            {t("writing.addCopy")}
          </Button>
        )}
      </div>
      <RecipientField
        label={t("writing.to")}
        recipients={fields.to}
        onChange={(to) => set({ to })}
        takesFocus={fields.to.length === 0}
        refused={refused}
      />
      {copies && (
        <RecipientField
          label={t("writing.cc")}
          recipients={fields.cc}
          refused={refused}
          onChange={(cc) => set({ cc })}
        />
      )}
      {copies && (
        <RecipientField
          label={t("writing.bcc")}
          recipients={fields.bcc}
          refused={refused}
          onChange={(bcc) => set({ bcc })}
        />
      )}
      <div className={styles.row}>
        <label className={styles.label} htmlFor={id}>
          {t("writing.subject")}
        </label>
        <input
          id={id}
          className={styles.subject}
          value={fields.subject}
          maxLength={400}
          placeholder={t("writing.subjectPlaceholder")}
          autoComplete="off"
          onChange={(event) => set({ subject: event.target.value })}
        />
      </div>
    </div>
  );
}

/** The mailbox it is written from: chosen among several, else said. */
function Sender({ draft: { fields, set } }: { readonly draft: DraftInHand }) {
  const t = useText();
  const mailboxes = useQueryOf("mailboxes.list", undefined).data ?? [];
  const signatures = useQueryOf("signatures.list", undefined).data ?? [];
  const signature = (of: MailboxId): string => signatures.find(({ mailboxId }) => mailboxId === of)?.text ?? "";
  const from = mailboxes.find((mailbox) => mailbox.id === fields.mailboxId);
  return mailboxes.length > 1 ? (
    <SelectField
      label={t("writing.from")}
      hideLabel
      className={styles.from}
      value={fields.mailboxId}
      onChange={(mailboxId) =>
        set({ mailboxId, ...signedFor(fields, signature(fields.mailboxId), signature(mailboxId)) })
      }
      options={mailboxes.map((mailbox) => ({
        value: mailbox.id,
        label: [senderName(mailbox), mailbox.address].filter(Boolean).join(" · "),
      }))}
    />
  ) : (
    <span className={styles.sender}>
      <strong>{from === undefined ? "" : senderName(from)}</strong> {from?.address}
    </span>
  );
}

/** As the person knows the mailbox: what correspondents see is in the settings. */
const senderName = ({ name, address }: { readonly name: string; readonly address: string }): string =>
  name === address ? "" : name;

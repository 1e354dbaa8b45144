import { useId } from "react";
import type { Address } from "#shared/domain/message";
import { useText } from "../../text";
import { classes } from "../../ui";
import { RecipientChip } from "./recipient-chip";
import { SuggestionList } from "./suggestion-list";
import { aboutOf } from "./draft-recipients";
import { useKnownRecipients } from "./use-known-recipients";
import { doesWhere, seePerson, useRecipientInput } from "./use-recipient-input";
import styles from "./recipient-field.module.css";

type Props = {
  readonly label: string;
  readonly recipients: readonly Address[];
  readonly onChange: (recipients: readonly Address[]) => void;
  /** The first thing to fill in a new message. */
  readonly takesFocus?: boolean;
  /** Addresses, in lower case, that nothing may leave to. */
  readonly refused?: ReadonlySet<string>;
  /** In a form: its label above, a frame as the other fields, and its height kept when it is left. */
  readonly inForm?: boolean;
};

/** Chips of a line of recipients and the combobox that adds to it (ARIA combobox with a list box). */
export function RecipientField({ label, recipients, onChange, takesFocus = false, refused, inForm = false }: Props) {
  const t = useText();
  const id = useId();
  const field = useRecipientInput(recipients, onChange);
  const known = useKnownRecipients(recipients, onChange);
  const { fault, shown, active, input } = field;
  const remove = (address: string): void => {
    onChange(recipients.filter((one) => one.address !== address));
    input.current?.focus();
  };
  return (
    <div className={classes(styles.field, inForm && styles.inForm)}>
      <label className={styles.label} htmlFor={`${id}-input`}>
        {label}
      </label>
      <div className={styles.room}>
        <ul className={styles.chips} aria-label={t("writing.recipients", { label })}>
          {recipients.map((recipient) => (
            <RecipientChip
              key={recipient.address}
              recipient={recipient}
              about={
                field.about[recipient.address.toLowerCase()] ??
                doesWhere(aboutOf(recipient, known.get(recipient.address.toLowerCase())))
              }
              refused={refused?.has(recipient.address.toLowerCase()) ?? false}
              onRemove={() => remove(recipient.address)}
            />
          ))}
          <li className={styles.typing}>
            <Typing id={id} field={field} isFirst={recipients.length === 0} takesFocus={takesFocus} />
          </li>
        </ul>
        {fault !== null && (
          <p id={`${id}-fault`} className={styles.fault} role="alert">
            {t(`writing.fault-${fault}`)}
          </p>
        )}
        {shown && (
          <SuggestionList
            id={id}
            label={label}
            people={field.people}
            suggestions={field.suggestions}
            active={active}
            onPick={field.pick}
            onSee={seePerson}
          />
        )}
      </div>
    </div>
  );
}

/** The place where one types: a combobox that points at its proposals. */
function Typing({
  id,
  field,
  isFirst,
  takesFocus,
}: {
  readonly id: string;
  readonly field: ReturnType<typeof useRecipientInput>;
  readonly isFirst: boolean;
  readonly takesFocus: boolean;
}) {
  const t = useText();
  const { fault, shown, active, input } = field;
  return (
    <input
      ref={input}
      id={`${id}-input`}
      className={styles.input}
      role="combobox"
      aria-autocomplete="list"
      aria-expanded={shown}
      aria-controls={shown ? `${id}-list` : undefined}
      aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
      aria-invalid={fault !== null}
      aria-describedby={fault === null ? undefined : `${id}-fault`}
      value={field.text}
      placeholder={isFirst ? t("writing.recipientPlaceholder") : ""}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => field.type(event.target.value)}
      {...(takesFocus ? { autoFocus: true } : {})}
      {...field.handlers}
    />
  );
}

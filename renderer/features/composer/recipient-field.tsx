import { useId, useMemo, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import type { Recipient } from '#shared/domain/draft';
import type { Address } from '#shared/domain/message';
import { parseAddress } from '#shared/rules/address';
import { useText } from '../../text';
import { addressesIn, peopleOf, withRecipient } from './draft-recipients';
import { RecipientChip } from './recipient-chip';
import { SuggestionList } from './suggestion-list';
import { useSuggestions } from './use-suggestions';
import styles from './recipient-field.module.css';

/** Chips of a line of recipients and the combobox that adds to it (ARIA combobox with a list box). */
export function RecipientField({ label, recipients, onChange, autoFocus = false }: { readonly label: string; readonly recipients: readonly Address[]; readonly onChange: (recipients: readonly Address[]) => void; readonly autoFocus?: boolean }) {
  const t = useText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [fault, setFault] = useState<string | null>(null);
  const [about, setAbout] = useState<Readonly<Record<string, string>>>({});
  const suggestions = useSuggestions(text);
  const people = useMemo(() => peopleOf([...suggestions.local, ...(suggestions.live ?? []).flatMap((answer) => answer.recipients)]), [suggestions]);
  const options = useMemo(() => people.flatMap((person) => person.recipients), [people]);
  const shown = open && text.trim() !== '';

  const type = (value: string): void => {
    setText(value);
    setOpen(true);
    setActive(-1);
    setFault(null);
  };
  const add = (added: readonly Address[]): void => {
    onChange(added.reduce((list, one) => withRecipient(list, one), recipients));
    type('');
  };
  const pick = (recipient: Recipient): void => {
    const does = [recipient.specialty || recipient.profession, recipient.city].filter((word) => word !== '').join(', ');
    setAbout((before) => ({ ...before, [recipient.address.toLowerCase()]: does }));
    add([{ name: recipient.name, address: recipient.address }]);
    input.current?.focus();
  };
  /** Adds what is typed when it is an address; says why not when it looks like one. True when the field is empty after it. */
  const commit = (): boolean => {
    if (text.trim() === '') return true;
    const { addresses, rest } = addressesIn(text);
    if (addresses.length > 0) add(addresses);
    if (rest === '') return true;
    const parsed = parseAddress(rest);
    if (rest.includes('@') && !parsed.ok) setFault(parsed.code);
    setText(rest);
    return false;
  };
  const key = (event: KeyboardEvent): void => {
    const chosen = options[active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setOpen(true);
      setActive((now) => (options.length === 0 ? -1 : (now + (event.key === 'ArrowDown' ? 1 : now < 0 ? 0 : -1) + options.length) % options.length));
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      if (shown && chosen !== undefined) pick(chosen);
      // Nothing is taken unseen: Enter first points at the first proposal.
      else if (!commit() && options.length > 0) setActive(0);
    } else if (event.key === 'Tab' && shown && chosen !== undefined) pick(chosen);
    else if (event.key === ',' || event.key === ';') {
      if (!text.includes('@')) return;
      commit();
    } else if (event.key === 'Escape' && shown) {
      setOpen(false);
      event.stopPropagation();
    } else if (event.key === 'Backspace' && text === '' && recipients.length > 0) onChange(recipients.slice(0, -1));
    else return;
    event.preventDefault();
  };
  const paste = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData.getData('text/plain');
    const { addresses, rest } = addressesIn(pasted);
    if (addresses.length === 0) return;
    event.preventDefault();
    onChange(addresses.reduce((list, one) => withRecipient(list, one), recipients));
    type(rest);
  };
  const blur = (): void => {
    setOpen(false);
    commit();
  };
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={`${id}-input`}>
        {label}
      </label>
      <div className={styles.room}>
        <ul className={styles.chips} aria-label={t('writing.recipients', { label })}>
          {recipients.map((recipient, at) => (
            <RecipientChip
              key={recipient.address}
              recipient={recipient}
              about={about[recipient.address.toLowerCase()] ?? ''}
              onRemove={() => {
                onChange(recipients.filter((_, place) => place !== at));
                input.current?.focus();
              }}
            />
          ))}
          <li className={styles.typing}>
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
              value={text}
              placeholder={recipients.length === 0 ? t('writing.recipientPlaceholder') : ''}
              autoComplete="off"
              spellCheck={false}
              // The first thing to fill in a new message.
              // eslint-disable-next-line jsx-a11y/no-autofocus
              autoFocus={autoFocus}
              onChange={(event) => type(event.target.value)}
              onKeyDown={key}
              onPaste={paste}
              onFocus={() => setOpen(true)}
              onBlur={blur}
            />
          </li>
        </ul>
        {fault !== null && (
          <p id={`${id}-fault`} className={styles.fault} role="alert">
            {t.ofCode('writing', `fault-${fault}`)}
          </p>
        )}
        {shown && <SuggestionList id={id} label={label} people={people} suggestions={suggestions} active={active} onPick={pick} />}
      </div>
    </div>
  );
}

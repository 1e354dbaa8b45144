import { useState, type FormEvent } from 'react';
import type { Input } from '#shared/contract/index';
import { useQueryOf, useSession } from '../../bridge';
import { useText } from '../../text';
import { Button, RadioGroup, TextField } from '../../ui';
import styles from './accounts.module.css';

/** What is asked of a mailbox. */
export type MailboxFields = Omit<Input<'mailboxes.add'>, 'environmentId'>;

const ADDRESS = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/u;
const kinds = ['PER', 'ORG', 'APP'] as const;

/** The address, typed once; its names and kind are deduced and may be corrected. */
export function AddressForm({ demo, onSubmit, onCancel }: { readonly demo: boolean; readonly onSubmit: (fields: MailboxFields) => void; readonly onCancel?: () => void }) {
  const t = useText();
  const session = useSession();
  const known = useQueryOf('mailboxes.list', undefined);
  const suggested = useQueryOf('demo.state', undefined, { enabled: demo });
  const [address, setAddress] = useState('');
  const [name, setName] = useState<string | null>(null);
  const [fromLabel, setFromLabel] = useState<string | null>(null);
  const [kind, setKind] = useState<MailboxFields['kind']>('PER');
  const [details, setDetails] = useState(false);
  const [tried, setTried] = useState(false);
  const valid = ADDRESS.test(address.trim());
  const who = session?.state === 'signed-in' ? session : null;
  const fallback = who?.displayName ?? address.trim().split('@')[0] ?? '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (valid) onSubmit({ address: address.trim(), name: (name ?? fallback).slice(0, 80), kind, fromLabel: (fromLabel ?? fallback.replace(/\s+/gu, '_')).slice(0, 160) });
  };
  const have = new Set((known.data ?? []).map((mailbox) => mailbox.address));
  const addresses = (suggested.data?.people.find((person) => person.idNat === who?.idNat)?.mailboxes ?? []).filter((one) => !have.has(one));
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField label={t('accounts.address')} description={t('accounts.addressHelp')} type="email" inputMode="email" autoComplete="off" autoFocus value={address} onChange={setAddress} maxLength={254} error={tried && !valid ? t('accounts.addressInvalid') : null} />
      {addresses.length > 0 && (
        <fieldset className={styles.suggested}>
          <legend>{t('accounts.demoAddresses')}</legend>
          {addresses.map((one) => (
            <button key={one} type="button" className={styles.suggestion} aria-pressed={one === address} onClick={() => setAddress(one)}>
              {one}
            </button>
          ))}
        </fieldset>
      )}
      {details ? (
        <>
          <TextField label={t('accounts.name')} description={t('accounts.nameHelp')} value={name ?? fallback} onChange={setName} maxLength={80} />
          <TextField label={t('accounts.fromLabel')} description={t('accounts.fromLabelHelp')} value={fromLabel ?? fallback.replace(/\s+/gu, '_')} onChange={setFromLabel} maxLength={160} />
          <RadioGroup label={t('accounts.kind')} value={kind} onChange={setKind} options={kinds.map((value) => ({ value, label: t(`accounts.kind-${value}`), description: t(`accounts.kindAbout-${value}`) }))} />
        </>
      ) : (
        <Button variant="quiet" onPress={() => setDetails(true)} className={styles.details}>
          {t('accounts.details')}
        </Button>
      )}
      <div className={styles.actions}>
        {onCancel !== undefined ? <Button onPress={onCancel}>{t('app.cancel')}</Button> : <span />}
        <Button variant="primary" type="submit">
          {t('accounts.test')}
        </Button>
      </div>
    </form>
  );
}

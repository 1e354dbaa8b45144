import { useState, type FormEvent } from 'react';
import type { AppState } from '#shared/domain/session';
import { keepAppState, useCommand } from '../../bridge';
import { useText } from '../../text';
import { Button, Checkbox, FailureBanner, Gate, TextField } from '../../ui';
import styles from './welcome.module.css';

const PASSPHRASE = 12;
const PIN = 6;

/** Creates the encrypted store: nothing to type where the session has a keyring, a passphrase where it has none, a code on a shared computer. */
export function CreateProfile({ state, onBack }: { readonly state: AppState; readonly onBack?: () => void }) {
  const t = useText();
  const create = useCommand('app.createProfile', { failures: 'inline' });
  const [withPin, setWithPin] = useState(false);
  const [secret, setSecret] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const vault = state.vaultAvailable;
  const asks = !vault || withPin;
  const missing = (vault ? PIN : PASSPHRASE) - [...secret].length;
  const short = asks && missing > 0;
  const differs = asks && again !== secret;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (short || differs) return;
    const result = await create.run({ passphrase: asks ? secret : null });
    if (result.ok) keepAppState(result.value);
  };
  return (
    <Gate title={t('welcome.createTitle')} lead={t(vault ? 'welcome.createVault' : 'welcome.createNoVault')}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        {vault && (
          <Checkbox isSelected={withPin} onChange={setWithPin}>
            {t('welcome.addPin')}
          </Checkbox>
        )}
        {asks && (
          <>
            <TextField
              label={t(vault ? 'welcome.pin' : 'welcome.passphrase')}
              description={t(vault ? 'welcome.pinHelp' : 'welcome.passphraseHelp')}
              type="password"
              autoComplete="new-password"
              maxLength={200}
              value={secret}
              onChange={setSecret}
              error={tried && short ? t('welcome.passphraseShort', { count: missing }) : null}
            />
            <TextField label={t('welcome.passphraseAgain')} type="password" autoComplete="new-password" maxLength={200} value={again} onChange={setAgain} error={tried && differs ? t('welcome.passphraseDiffers') : null} />
          </>
        )}
        <FailureBanner failure={create.failure} />
        <div className={styles.actions}>
          {onBack !== undefined ? <Button onPress={onBack}>{t('app.back')}</Button> : <span />}
          <Button variant="primary" type="submit" isPending={create.pending}>
            {t('welcome.create')}
          </Button>
        </div>
      </form>
    </Gate>
  );
}

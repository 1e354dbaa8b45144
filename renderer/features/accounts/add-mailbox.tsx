import { useEffect, useState } from 'react';
import type { TestStep } from '#shared/contract/accounts';
import type { AppState } from '#shared/domain/session';
import type { MailboxId } from '#shared/domain/ids';
import { onAppEvent, useCommand } from '../../bridge';
import { useText } from '../../text';
import { Button, FailureBanner, Gate } from '../../ui';
import { AddressForm, type MailboxFields } from './address-form';
import { FirstSync } from './first-sync';
import { TestSteps } from './test-steps';
import styles from './accounts.module.css';

/** From an address to a mailbox that works: the address, the test with its steps shown as they are made, the first synchronisation. */
export function AddMailbox({ state, onDone, onCancel }: { readonly state: AppState; readonly onDone: () => void; readonly onCancel?: () => void }) {
  const t = useText();
  const add = useCommand('mailboxes.add', { failures: 'inline' });
  const [fields, setFields] = useState<MailboxFields | null>(null);
  const [steps, setSteps] = useState<readonly TestStep[]>([]);
  const [added, setAdded] = useState<MailboxId | null>(null);
  useEffect(() => onAppEvent((event) => event.kind === 'connection-test' && event.address === fields?.address && setSteps(event.steps)), [fields]);
  const run = async (asked: MailboxFields): Promise<void> => {
    setFields(asked);
    setSteps([]);
    const result = await add.run({ ...asked, environmentId: state.environmentId ?? 'production' });
    if (!result.ok) return;
    setSteps(result.value.steps);
    if (result.value.mailbox !== null) setAdded(result.value.mailbox.id);
  };
  if (added !== null) {
    return (
      <Gate title={t('accounts.syncTitle')} lead={t('accounts.syncLead')}>
        <FirstSync id={added} onOpen={onDone} onAnother={() => { setAdded(null); setFields(null); }} />
      </Gate>
    );
  }
  if (fields !== null) {
    const failed = add.failure !== null || steps.some((step) => step.state === 'failed');
    return (
      <Gate title={t('accounts.testing')} lead={fields.address}>
        <div className={styles.form}>
          <TestSteps steps={steps} running={add.pending} />
          <FailureBanner failure={add.failure} />
          {failed && (
            <div className={styles.actions}>
              <Button onPress={() => setFields(null)}>{t('accounts.change')}</Button>
              <Button variant="primary" onPress={() => void run(fields)} isPending={add.pending}>
                {t('app.retry')}
              </Button>
            </div>
          )}
        </div>
      </Gate>
    );
  }
  return (
    <Gate title={t(onCancel === undefined ? 'accounts.title' : 'accounts.titleMore')} lead={t('accounts.lead')}>
      <AddressForm demo={state.profile === 'demo'} onSubmit={(asked) => void run(asked)} {...(onCancel === undefined ? {} : { onCancel })} />
    </Gate>
  );
}

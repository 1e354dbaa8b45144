import type { Address, MessageView } from '#shared/domain/message';
import { useText } from '../../text';
import { TimeText } from '../../ui';
import styles from './message.module.css';

/** Addresses, date, received subject and MSSanté headers, as they came. */
export function MessageDetails({ message }: { readonly message: MessageView }) {
  const t = useText();
  const { mss } = message;
  const headers = [
    mss.nil === null ? '' : `X-MSS-NIL: ${mss.nil}`,
    mss.ins === null ? '' : `X-MSS-INS: ${mss.ins}`,
    mss.codeCda.length === 0 ? '' : `X-MSS-CODECDA: ${mss.codeCda.join(', ')}`,
    mss.mes === null ? '' : `X-MSS-MES: ${mss.mes}`,
  ].filter((header) => header !== '');
  return (
    <dl className={styles.details}>
      <dt>{t('reader.from')}</dt>
      <dd><People people={[message.from]} /></dd>
      <dt>{t('reader.to')}</dt>
      <dd><People people={message.to} /></dd>
      {message.cc.length > 0 && (
        <>
          <dt>{t('reader.cc')}</dt>
          <dd><People people={message.cc} /></dd>
        </>
      )}
      {message.replyTo.length > 0 && (
        <>
          <dt>{t('reader.replyTo')}</dt>
          <dd><People people={message.replyTo} /></dd>
        </>
      )}
      <dt>{t('reader.date')}</dt>
      <dd><TimeText iso={message.date} /></dd>
      {message.rawSubject !== message.subject && (
        <>
          <dt>{t('reader.originalSubject')}</dt>
          <dd>{message.rawSubject}</dd>
        </>
      )}
      {headers.length > 0 && (
        <>
          <dt>{t('reader.mssHeaders')}</dt>
          <dd className={styles.mono}>{headers.map((header) => <div key={header}>{header}</div>)}</dd>
        </>
      )}
    </dl>
  );
}

/** Name then address in angle brackets: the name is what the sender chose, the address is what is true. */
function People({ people }: { readonly people: readonly Address[] }) {
  return people.map(({ name, address }, at) => (
    <div key={`${address}-${at}`}>
      {name} <span className={styles.address}>{address}</span>
    </div>
  ));
}

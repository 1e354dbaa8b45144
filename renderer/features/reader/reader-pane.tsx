import MailOpen from 'lucide-react/icons/mail-open';
import { useEffect, useState } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import { useText } from '../../text';
import { EmptyState, SplitPanes, useMedia } from '../../ui';
import { useWorkspace, workspace } from '../../workspace';
import { Composer } from '../composer';
import { DocumentReader } from '../documents';
import { ConversationPane } from './conversation-pane';
import { SidePanel } from './side-panel';
import styles from './reader.module.css';

const SETTLE_MS = 110;

/** The right of the window: the conversation, or the draft being written; a document beside it from 1600 px, over it below. */
export function ReaderPane() {
  const t = useText();
  const selected = useSettled(useWorkspace((now) => now.selected));
  const draft = useWorkspace((now) => now.draft);
  const side = useWorkspace((now) => now.side);
  const wide = useMedia('(min-width: 1600px)');
  const document = side?.kind === 'document' ? <DocumentReader key={side.id} id={side.id} onClose={() => workspace.show(null)} /> : null;
  const main =
    draft !== null ? (
      <Composer key={draft} draftId={draft} onClose={workspace.closeDraft} />
    ) : selected === null ? (
      <div className={styles.nothing}>
        <EmptyState icon={MailOpen} title={t('reader.nothing')}>
          {t('reader.nothingText')}
        </EmptyState>
      </div>
    ) : (
      <ConversationPane key={selected} id={selected} />
    );
  return (
    <div className={styles.pane} id="reader" tabIndex={-1} data-print="page">
      {document === null ? (
        main
      ) : wide ? (
        <SplitPanes name="document" label={t('app.documentWidth')} side="second" initial={620} min={420} max={1000} first={main} second={document} />
      ) : (
        document
      )}
      <SidePanel side={side} />
    </div>
  );
}

/** The conversation once the person stops on it: walking down the list with a key held does not open each one. */
function useSettled(selected: ConversationId | null): ConversationId | null {
  const [settled, setSettled] = useState(selected);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(selected), selected === null ? 0 : SETTLE_MS);
    return () => clearTimeout(timer);
  }, [selected]);
  return settled;
}

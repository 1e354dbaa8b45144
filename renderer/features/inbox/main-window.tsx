import { useState, type CSSProperties } from 'react';
import type { AppState } from '#shared/domain/session';
import { useCommand, useSession } from '../../bridge';
import { useText } from '../../text';
import { classes, recall, remember, SplitPanes, useMedia } from '../../ui';
import { startDraft, useWorkspace, workspace, workspaceStore } from '../../workspace';
import { HelpDialog, useShortcuts } from '../help';
import { ReaderPane } from '../reader';
import { SignInDialog } from '../sign-in';
import { ConversationList } from './conversation-list';
import { PageOf } from './page-of';
import { Rail } from './rail';
import { focusList, focusSearch } from './places-on-screen';
import { useActivity } from './use-activity';
import styles from './main-window.module.css';

/** The workstation: rail, list, conversation; or rail and a page. */
export function MainWindow({ state }: { readonly state: AppState }) {
  const t = useText();
  const place = useWorkspace((now) => now.place);
  const session = useSession();
  // Larger text needs the room of the rail sooner.
  const narrow = useMedia(`(max-width: ${Math.round(10.99 * state.settings.textSize)}px)`);
  const [folded, setFolded] = useState(() => recall('rail-folded', -1));
  const railFolded = folded === -1 ? narrow : folded === 1;
  useActivity(session?.state === 'signed-in');
  useMainShortcuts();
  const fold = (): void => {
    const next = railFolded ? 0 : 1;
    setFolded(next);
    remember('rail-folded', next);
  };
  return (
    <div className={classes(styles.window, railFolded && styles.folded)} style={{ '--rail': railFolded ? 'max(60px, 3.6rem)' : '14.134rem' } as CSSProperties}>
      <a className={styles.skip} href="#list" onClick={(event) => { event.preventDefault(); focusList(); }}>
        {t('app.skipToList')}
      </a>
      <Rail state={state} folded={railFolded} onFold={fold} />
      <main className={styles.main}>
        {place.kind === 'page' ? (
          <PageOf page={place.page} state={state} />
        ) : (
          <SplitPanes name="list" label={t('app.listWidth')} initial={372} min={290} max={560} first={<ConversationList place={place} />} second={<ReaderPane />} />
        )}
      </main>
      <HelpDialog />
      <SignInDialog state={state} />
    </div>
  );
}

/** Escape closes one thing at a time: the document, then what is ticked, then goes back to the list. */
function leave(): void {
  const { side, checked } = workspaceStore.getState();
  if (side !== null) workspace.show(null);
  else if (checked.size > 0) workspace.check(new Set());
  else focusList();
}

/** What the keys of everywhere do; those of the list and of the conversation are given by them. */
function useMainShortcuts(): void {
  const sync = useCommand('mailboxes.sync');
  useShortcuts({
    write: () => void startDraft(),
    search: focusSearch,
    toDo: () => workspace.goList('to-do'),
    refresh: () => void sync.run({ mailboxId: null }),
    help: () => workspace.help(true),
    leave,
  });
}

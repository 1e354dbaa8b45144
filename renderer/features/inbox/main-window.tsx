import { Suspense, useDeferredValue, useState, type CSSProperties } from "react";
import type { AppState } from "#shared/domain/session";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { Boundary, classes, recall, remember, SplitPanes, useMedia } from "../../ui";
import { startDraft, useWorkspace, workspace, workspaceStore, type Place } from "../../workspace";
import { useSentElsewhere } from "../composer";
import { HelpDialog, Tour, useShortcuts } from "../help";
import { LabelDialog } from "../labels";
import { Palette } from "../palette";
import { ReaderPane } from "../reader";
import { CorrespondentDialog } from "../recipients";
import { blankRule, RuleDialog } from "../rules";
import { SignInDialog } from "../sign-in";
import { ConversationList } from "./conversation-list";
import { PageOf } from "./page-of";
import { Rail } from "./rail";
import { focusList, focusMain, focusSearch } from "./places-on-screen";
import { useActivity } from "../../use-activity";
import { useStateShortcuts } from "./use-state-shortcuts";
import styles from "./main-window.module.css";

/** The workstation: rail, list, conversation; or rail and a page. */
export function MainWindow({ state }: { readonly state: AppState }) {
  const t = useText();
  const { place, isBack } = useShownPlace();
  const isWide = useMedia("(min-width: 1800px)");
  // Larger text needs the room of the rail sooner.
  const [railFolded, fold] = useFoldedRail(state.settings.textSize);
  useActivity();
  useSentElsewhere();
  useMainShortcuts();
  useStateShortcuts(state);
  return (
    <div
      className={classes(styles.window, railFolded && styles.folded)}
      style={{ "--rail": railFolded ? "max(60px, 3.6rem)" : "14.134rem" } as CSSProperties}
    >
      <a
        className={styles.skip}
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          if (place.kind === "page") focusMain();
          else focusList();
        }}
      >
        {t(place.kind === "page" ? "app.skipToMain" : "app.skipToList")}
      </a>
      <Rail state={state} folded={railFolded} onFold={fold} />
      <main id="main" tabIndex={-1} className={styles.main}>
        <Suspense>
          {place.kind === "page" ? (
            <Boundary key={place.page}>
              <PageOf page={place.page} state={state} />
            </Boundary>
          ) : (
            <SplitPanes
              name="list"
              label={t("app.listWidth")}
              initial={isWide ? 440 : 372}
              min={290}
              max={560}
              first={<ConversationList place={place} isBack={isBack} />}
              second={<ReaderPane />}
            />
          )}
        </Suspense>
      </main>
      <HelpDialog />
      <Palette />
      <Tour onLeave={focusList} />
      <LabelDialog />
      <CorrespondentDialog />
      <RuleDialog />
      <SignInDialog state={state} />
    </div>
  );
}

/** A page is read from the disk and drawn without holding up the press that asked for it; a list is there at once, for the keys that follow. `isBack`: it takes the place of a page. */
function useShownPlace(): { readonly place: Place; readonly isBack: boolean } {
  const place = useWorkspace((now) => now.place);
  const drawn = useDeferredValue(place);
  return { place: place.kind === "list" ? place : drawn, isBack: drawn.kind === "page" };
}

/** Whether the rail is folded: as the person chose where there is as little room, else by the room there is; larger text needs it sooner. */
function useFoldedRail(textSize: number): readonly [boolean, () => void] {
  const narrow = useMedia(`(max-width: ${Math.round(10.99 * textSize)}px)`);
  const key = narrow ? "rail-folded-narrow" : "rail-folded";
  const [, chose] = useState(0);
  const chosen = recall(key, -1);
  const folded = chosen === -1 ? narrow : chosen === 1;
  const fold = (): void => {
    remember(key, folded ? 0 : 1);
    chose((count) => count + 1);
  };
  return [folded, fold];
}

/** Escape closes one thing at a time: the document, then what is ticked, then goes back to the list. */
function leave(): void {
  const { side, checked } = workspaceStore.getState();
  if (side !== null) workspace.back();
  else if (checked.size > 0) workspace.check(new Set());
  else focusList();
}

/** Searches the list that is shown; from a page, every message. */
function searchHere(): void {
  if (workspaceStore.getState().place.kind === "page") workspace.goList("all");
  requestAnimationFrame(focusSearch);
}

/** What the keys of everywhere do; those of the list and of the conversation are given by them. */
function useMainShortcuts(): void {
  const sync = useCommand("mailboxes.sync");
  useShortcuts({
    write: () => void startDraft(),
    palette: () => workspace.palette(true),
    search: searchHere,
    toDo: () => workspace.goList("to-do"),
    refresh: () => void sync.run({ mailboxId: null }),
    newRule: () => workspace.rule({ id: null, rule: blankRule }),
    help: () => workspace.help("keys"),
    tour: () => workspace.tour(0),
    leave,
  });
}

import { useText } from "../../text";
import { Button } from "../../ui";
import { useWorkspace, workspace, type Place } from "../../workspace";
import { chooseSort, useListSort } from "./list-sort";
import { focusList, focusSearch } from "./places-on-screen";
import styles from "./conversation-list.module.css";

type ListPlace = Extract<Place, { kind: "list" }>;

/** Whether a list holds less than every message. */
export const isNarrow = ({ view, mailboxId, labelId }: ListPlace): boolean =>
  view !== "all" || mailboxId !== null || labelId !== undefined;

/** Above the rows: that a search went no further than this list, and an order other than by date; each with its way out. */
export function ListScope({ place, isFound }: { readonly place: ListPlace; readonly isFound: boolean }) {
  const t = useText();
  const isSearched = useWorkspace((now) => now.search.trim() !== "");
  const sort = useListSort();
  const isDrafts = place.view === "drafts";
  return (
    <>
      {isSearched && isFound && isNarrow(place) && !isDrafts && (
        <p className={styles.scope}>
          {t("inbox.searchedHere")}
          <Button variant="quiet" onPress={() => thenFocus(workspace.searchEverywhere, focusSearch)}>
            {t("inbox.searchEverywhere")}
          </Button>
        </p>
      )}
      {sort !== "newest" && !isDrafts && (
        <p className={styles.scope}>
          {t(`inbox.sort-${sort}`)}
          <Button variant="quiet" onPress={() => thenFocus(() => chooseSort("newest"), focusList)}>
            {t("inbox.sortBack")}
          </Button>
        </p>
      )}
    </>
  );
}

/** The button goes with what it ends: the focus goes on from beside it. */
function thenFocus(act: () => void, focus: () => void): void {
  act();
  requestAnimationFrame(focus);
}

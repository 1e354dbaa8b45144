import Bookmark from "lucide-react/icons/bookmark";
import type { SavedSearch } from "#shared/contract/day";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { classes } from "../../ui";
import { useWorkspace, workspace } from "../../workspace";
import { colourOf } from "../labels";
import { RailItem } from "./rail-item";
import { Section } from "./rail-section";
import styles from "./rail.module.css";

/** The labels that something carries, and the searches kept: sections of the rail that are there only when they hold something. */
export function LabelsAndSearches({ folded }: { readonly folded: boolean }) {
  const t = useText();
  const labels = (useQueryOf("labels.list", undefined).data ?? []).filter(({ count }) => count > 0);
  const searches = useQueryOf("searches.list", undefined).data ?? [];
  const place = useWorkspace((now) => now.place);
  const search = useWorkspace((now) => now.search);
  return (
    <>
      {labels.length > 0 && (
        <Section name="labels" title={t("day.labels")} folded={folded}>
          <ul className={styles.group}>
            {labels.map((label) => (
              <RailItem
                key={label.id}
                mark={<span className={classes(styles.dot, styles.round)} style={colourOf(label)} aria-hidden="true" />}
                label={label.name}
                count={label.count}
                isCurrent={place.kind === "list" && place.labelId === label.id}
                folded={folded}
                onPress={() => workspace.goLabel(label.id)}
              />
            ))}
          </ul>
        </Section>
      )}
      {searches.length > 0 && (
        <Section name="searches" title={t("day.searches")} folded={folded}>
          <ul className={styles.group}>
            {searches.map((kept) => (
              <RailItem
                key={kept.name}
                icon={Bookmark}
                label={kept.name}
                isCurrent={place.kind === "list" && place.view === "all" && search === kept.search}
                folded={folded}
                onPress={() => show(kept)}
              />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function show({ search }: SavedSearch): void {
  workspace.goList("all");
  workspace.search(search);
}

import CircleQuestionMark from "lucide-react/icons/circle-question-mark";
import Outbox from "lucide-react/icons/hourglass";
import PanelLeft from "lucide-react/icons/panel-left";
import PenLine from "lucide-react/icons/pen-line";
import ScrollText from "lucide-react/icons/scroll-text";
import Settings from "lucide-react/icons/settings";
import type { KeyboardEvent } from "react";
import type { ListView } from "#shared/contract/mail";
import type { AppState } from "#shared/domain/session";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Badge, BrandMark, Button, IconButton } from "../../ui";
import { listPlaces, pagePlaces, startDraft, useWorkspace, workspace, type Place } from "../../workspace";
import { Mailboxes } from "./mailboxes";
import { LabelsAndSearches } from "./labels-and-searches";
import { RailItem } from "./rail-item";
import { Section } from "./rail-section";
import { SessionFooter } from "./session-footer";
import styles from "./rail.module.css";

/** Numbers that can be acted on; the others would only be noise. */
const counted: ReadonlySet<ListView> = new Set(["to-do", "awaiting", "drafts", "snoozed"]);
/** Lists that are there only while they hold something. */
const passing: ReadonlySet<ListView> = new Set(["snoozed"]);

/** The left column: write, the lists, the mailboxes, the directories, the session. */
export function Rail({
  state,
  folded,
  onFold,
}: {
  readonly state: AppState;
  readonly folded: boolean;
  readonly onFold: () => void;
}) {
  const t = useText();
  return (
    <nav className={folded ? styles.railFolded : styles.rail} aria-label={t("inbox.rail")} data-print="never">
      <div className={styles.head}>
        <BrandMark alone={folded} />
        {state.profile === "demo" && !folded && (
          <span title={t("inbox.demoBanner")} className={styles.demo}>
            <Badge tone="document">{t("inbox.demo")}</Badge>
          </span>
        )}
        {!folded && (
          <IconButton
            id="help"
            icon={CircleQuestionMark}
            label={t("inbox.help")}
            keys="?"
            onPress={() => workspace.help("guide")}
          />
        )}
        <IconButton icon={PanelLeft} label={t(folded ? "inbox.unfoldRail" : "inbox.foldRail")} onPress={onFold} />
      </div>
      {folded ? (
        <IconButton
          icon={PenLine}
          label={t("inbox.write")}
          keys="c"
          id="write"
          className={styles.writeFolded}
          onPress={() => void startDraft()}
        />
      ) : (
        <Button id="write" variant="primary" icon={PenLine} className={styles.write} onPress={() => void startDraft()}>
          {t("inbox.write")}
        </Button>
      )}
      {/* Arrows move along the rail; Tab goes past it item by item as anywhere. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={styles.scroll} onKeyDown={alongRail}>
        <Lists folded={folded} />
        <Mailboxes folded={folded} />
        <Section name="directories" title={t("inbox.directories")} folded={folded}>
          <Pages folded={folded} />
        </Section>
        <LabelsAndSearches folded={folded} />
      </div>
      <Ends folded={folded} />
      <SessionFooter state={state} folded={folded} />
    </nav>
  );
}

function Lists({ folded }: { readonly folded: boolean }) {
  const t = useText();
  const place = useWorkspace((now) => now.place);
  const counts = useQueryOf("conversations.counts", { mailboxId: null }).data;
  const waiting = useQueryOf("outbox.list", undefined).data?.filter((item) => item.state !== "sent").length ?? 0;
  return (
    <ul className={styles.group}>
      {listPlaces
        .filter(([view]) => !passing.has(view) || (counts?.[view] ?? 0) > 0 || isView(place, view))
        .map(([view, icon, key]) => (
          <RailItem
            key={view}
            icon={icon}
            label={t(key)}
            count={counted.has(view) ? (counts?.[view] ?? 0) : 0}
            strong={view === "to-do"}
            isCurrent={isView(place, view)}
            folded={folded}
            onPress={() => workspace.goList(view)}
          />
        ))}
      {(waiting > 0 || isPage(place, "outbox")) && (
        <RailItem
          icon={Outbox}
          label={t("inbox.outbox")}
          count={waiting}
          isCurrent={isPage(place, "outbox")}
          folded={folded}
          onPress={() => workspace.goPage("outbox")}
        />
      )}
    </ul>
  );
}

function Pages({ folded }: { readonly folded: boolean }) {
  const t = useText();
  const place = useWorkspace((now) => now.place);
  return (
    <ul className={styles.group}>
      {pagePlaces
        .filter(([page]) => page !== "journal")
        .map(([page, icon, key]) => (
          <RailItem
            key={page}
            icon={icon}
            label={t(key)}
            isCurrent={isPage(place, page)}
            folded={folded}
            onPress={() => workspace.goPage(page)}
          />
        ))}
    </ul>
  );
}

function Ends({ folded }: { readonly folded: boolean }) {
  const t = useText();
  const place = useWorkspace((now) => now.place);
  return (
    <ul className={styles.ends}>
      <RailItem
        icon={ScrollText}
        label={t("inbox.journal")}
        isCurrent={isPage(place, "journal")}
        folded={folded}
        onPress={() => workspace.goPage("journal")}
      />
      <RailItem
        icon={Settings}
        label={t("inbox.settings")}
        isCurrent={isPage(place, "settings")}
        folded={folded}
        onPress={() => workspace.goPage("settings")}
      />
      {folded && (
        <RailItem
          id="help"
          icon={CircleQuestionMark}
          label={t("inbox.help")}
          isCurrent={false}
          folded
          onPress={() => workspace.help("guide")}
        />
      )}
    </ul>
  );
}

const isPage = (place: Place, page: string): boolean => place.kind === "page" && place.page === page;

const isView = (place: Place, view: ListView): boolean =>
  place.kind === "list" &&
  place.view === view &&
  place.mailboxId === null &&
  place.folderId === null &&
  place.labelId === undefined;

function alongRail(event: KeyboardEvent<HTMLDivElement>): void {
  const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (by === 0) return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-rail]")];
  const at = items.findIndex((item) => item === document.activeElement);
  items[Math.min(items.length - 1, Math.max(0, at + by))]?.focus();
  event.preventDefault();
}

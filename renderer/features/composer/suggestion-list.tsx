import BookUser from "lucide-react/icons/book-user";
import IdCard from "lucide-react/icons/id-card";
import { useEffect, useRef } from "react";
import type { Recipient } from "#shared/domain/draft";
import { useText } from "../../text";
import { Button, classes, Glyph } from "../../ui";
import { workspace } from "../../workspace";
import { RecipientLines } from "../recipients";
import type { Person } from "./draft-recipients";
import type { Suggestions } from "./proposed";
import styles from "./recipient-field.module.css";

/** What is proposed under a line of recipients: people in two lines, their other addresses under them, and what the directory says of itself. */
export function SuggestionList(props: {
  readonly id: string;
  readonly label: string;
  readonly people: readonly Person[];
  readonly suggestions: Suggestions;
  readonly active: number;
  readonly onPick: (recipient: Recipient) => void;
  readonly onSee: (recipient: Recipient) => void;
}) {
  const { id, label, people, suggestions, active, onPick, onSee } = props;
  const t = useText();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Braces: newer engines give back a promise, which is not a way to clean up.
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const options = people.flatMap(optionsOf);
  const failed = suggestions.live?.some((answer) => answer.failure !== null) ?? false;
  const cut = suggestions.live?.some((answer) => answer.cut !== "no") ?? false;
  return (
    // A press in the list must not take the focus out of the field.
    <div className={styles.popover} onPointerDown={(event) => event.preventDefault()}>
      <div id={`${id}-list`} ref={list} role="listbox" aria-label={label} className={styles.list}>
        {options.map(({ recipient, also, several }, at) => (
          // Keys are heard by the field, which points at its active option.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={recipient.address}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === active}
            className={classes(styles.option, at === active && styles.active)}
            onClick={() => onPick(recipient)}
          >
            <RecipientLines recipient={recipient} alsoOf={also} oneOfSeveral={several} />
            {hasPage(recipient) && (
              // The keyboard has Alt+Enter: nothing inside an option takes the focus.
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
              <span
                className={styles.see}
                aria-hidden="true"
                title={t("directory.see")}
                onClick={(event) => {
                  event.stopPropagation();
                  onSee(recipient);
                }}
              >
                <Glyph icon={IdCard} size={17} />
              </span>
            )}
          </div>
        ))}
      </div>
      <div className={styles.notes} role="status">
        {suggestions.searching && <p>{t("writing.searching")}</p>}
        {failed && <p>{t("writing.sourceFailed")}</p>}
        {cut && <p>{t("writing.cutHint")}</p>}
        {options.some(({ recipient }) => hasPage(recipient)) && <p>{t("directory.openPersonKeys")}</p>}
        {!suggestions.searching && options.length === 0 && <p>{t("writing.noSuggestion")}</p>}
      </div>
      {!suggestions.searching && (options.length === 0 || cut) && window.pli.window === "main" && (
        <div className={styles.more}>
          <Button variant="quiet" icon={BookUser} onPress={() => workspace.goPage("directory")}>
            {t("writing.openDirectory")}
          </Button>
        </div>
      )}
    </div>
  );
}

const hasPage = ({ kind }: Recipient): boolean => kind !== "patient" && kind !== "team";

/** The addresses of a person: the first stands for them, the others come under it. */
const optionsOf = ({ recipients }: Person) =>
  recipients.map((recipient, at) => ({ recipient, also: at > 0, several: recipients.length > 1 }));

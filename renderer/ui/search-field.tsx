import Search from "lucide-react/icons/search";
import X from "lucide-react/icons/x";
import type { Ref } from "react";
import { Button } from "react-aria-components/Button";
import { Input } from "react-aria-components/Input";
import { SearchField as AriaSearchField } from "react-aria-components/SearchField";
import { useText } from "../text";
import { classes } from "./classes";
import { Glyph } from "./icon";
import { Kbd } from "./kbd";
import styles from "./field.module.css";

export type SearchFieldProps = {
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onSubmit?: (value: string) => void;
  /** Goes to what was found: by the down arrow, or by Escape once it is empty. */
  readonly onLeave?: () => void;
  /** Keys that bring here, shown while empty. */
  readonly keys?: string;
  readonly autoFocus?: boolean;
  readonly className?: string | undefined;
  readonly inputRef?: Ref<HTMLInputElement>;
};

/** A search field: Escape empties it, the cross too. */
export function SearchField({ label, placeholder, keys, onLeave, className, inputRef, ...rest }: SearchFieldProps) {
  const t = useText();
  const hear = ({ key }: { readonly key: string }): void => {
    if (key === "ArrowDown" || (key === "Escape" && rest.value === "")) onLeave?.();
  };
  return (
    <AriaSearchField {...rest} aria-label={label} onKeyDown={hear} className={classes(styles.search, className)}>
      <Glyph icon={Search} size={17} className={styles.glyph} />
      <Input
        className={styles.input ?? ""}
        placeholder={placeholder ?? label}
        spellCheck="false"
        {...(inputRef === undefined ? {} : { ref: inputRef })}
      />
      {rest.value === "" && keys !== undefined && (
        <span className={styles.hint} aria-hidden="true">
          <Kbd keys={keys} />
        </span>
      )}
      <Button className={styles.clear ?? ""} aria-label={t("app.clear")}>
        <Glyph icon={X} size={16} />
      </Button>
    </AriaSearchField>
  );
}

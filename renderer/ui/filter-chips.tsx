import { ToggleButton } from "react-aria-components/ToggleButton";
import { ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";
import { Glyph, type Icon } from "./icon";
import styles from "./filter-chips.module.css";

/** One filter among a few, always one chosen; arrows move along them. */
export function FilterChips<Value extends string>({
  label,
  value,
  onChange,
  options,
}: {
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly options: readonly {
    readonly value: Value;
    readonly label: string;
    readonly icon?: Icon;
    readonly count?: number;
  }[];
}) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={styles.chips ?? ""}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find((option) => keys.has(option.value));
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <ToggleButton key={option.value} id={option.value} className={styles.chip ?? ""}>
          {option.icon !== undefined && <Glyph icon={option.icon} size={14} />}
          {option.label}
          {option.count !== undefined && option.count > 0 && <span className={styles.count}>{option.count}</span>}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

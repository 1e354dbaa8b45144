import Check from "lucide-react/icons/check";
import type { ReactNode } from "react";
import { Checkbox as AriaCheckbox } from "react-aria-components/Checkbox";
import { Label } from "react-aria-components/Label";
import { Radio, RadioGroup as AriaRadioGroup } from "react-aria-components/RadioGroup";
import { Switch as AriaSwitch } from "react-aria-components/Switch";
import { classes } from "./classes";
import { Glyph } from "./icon";
import styles from "./choices.module.css";

/** On or off, at once. `tone="patient"` for what closes an exchange (FIN). `description` is read with the label. */
export function Switch({
  label,
  description,
  isSelected,
  onChange,
  tone = "brand",
  isDisabled = false,
}: {
  readonly label: string;
  readonly description?: string;
  readonly isSelected: boolean;
  readonly onChange: (selected: boolean) => void;
  readonly tone?: "brand" | "patient";
  readonly isDisabled?: boolean;
}) {
  return (
    <AriaSwitch
      className={classes(styles.switch, tone === "patient" && styles.patient)}
      isSelected={isSelected}
      onChange={onChange}
      isDisabled={isDisabled}
    >
      <span className={styles.track} aria-hidden="true">
        <span className={styles.thumb} />
      </span>
      <span className={styles.words}>
        <span>{label}</span>
        {description !== undefined && <span className={styles.description}>{description}</span>}
      </span>
    </AriaSwitch>
  );
}

/** A box to tick. */
export function Checkbox({
  children,
  isSelected,
  isIndeterminate = false,
  onChange,
  isDisabled = false,
  "aria-label": ariaLabel,
}: {
  readonly children?: ReactNode;
  readonly isSelected: boolean;
  readonly isIndeterminate?: boolean;
  readonly onChange: (selected: boolean) => void;
  readonly isDisabled?: boolean;
  readonly "aria-label"?: string;
}) {
  return (
    <AriaCheckbox
      className={styles.checkbox ?? ""}
      isSelected={isSelected}
      isIndeterminate={isIndeterminate}
      onChange={onChange}
      isDisabled={isDisabled}
      {...(ariaLabel === undefined ? {} : { "aria-label": ariaLabel })}
    >
      <span className={styles.box} aria-hidden="true">
        <Glyph icon={Check} size={14} />
      </span>
      {children !== undefined && <span>{children}</span>}
    </AriaCheckbox>
  );
}

/** One choice among a few that are all shown, each with a line of explanation where it helps. */
export function RadioGroup<Value extends string>({
  label,
  value,
  onChange,
  options,
}: {
  readonly label: string;
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly description?: string }[];
}) {
  return (
    <AriaRadioGroup
      className={styles.group ?? ""}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      <Label className={styles.legend}>{label}</Label>
      {options.map((option) => (
        <Radio key={option.value} value={option.value} className={styles.radio ?? ""}>
          <span className={styles.dot} aria-hidden="true" />
          <span className={styles.words}>
            <span>{option.label}</span>
            {option.description !== undefined && <span className={styles.description}>{option.description}</span>}
          </span>
        </Radio>
      ))}
    </AriaRadioGroup>
  );
}

import ChevronDown from "lucide-react/icons/chevron-down";
import { Button } from "react-aria-components/Button";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Select, SelectValue } from "react-aria-components/Select";
import { Text } from "react-aria-components/Text";
import { classes } from "./classes";
import { Glyph } from "./icon";
import styles from "./field.module.css";

/** One value among a few, in a list that opens. */
export function SelectField<Value extends string>({
  label,
  hideLabel = false,
  value,
  onChange,
  options,
  description,
  isDisabled = false,
  className,
}: {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly description?: string;
  readonly isDisabled?: boolean;
  readonly className?: string | undefined;
}) {
  return (
    <Select
      className={classes(styles.field, className)}
      value={value}
      isDisabled={isDisabled}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen !== undefined) onChange(chosen.value);
      }}
      {...(hideLabel ? { "aria-label": label } : {})}
    >
      {!hideLabel && <Label className={styles.label}>{label}</Label>}
      <Button className={classes(styles.input, styles.select)}>
        <SelectValue />
        <Glyph icon={ChevronDown} size={16} />
      </Button>
      {description !== undefined && (
        <Text slot="description" className={styles.description ?? ""}>
          {description}
        </Text>
      )}
      <Options options={options} />
    </Select>
  );
}

function Options({ options }: { readonly options: readonly { readonly value: string; readonly label: string }[] }) {
  return (
    <Popover className={styles.popover ?? ""} offset={4}>
      <ListBox className={styles.list ?? ""}>
        {options.map((option) => (
          <ListBoxItem key={option.value} id={option.value} textValue={option.label} className={styles.option ?? ""}>
            {option.label}
          </ListBoxItem>
        ))}
      </ListBox>
    </Popover>
  );
}

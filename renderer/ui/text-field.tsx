import type { Ref } from "react";
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextArea } from "react-aria-components/TextArea";
import { TextField as AriaTextField } from "react-aria-components/TextField";
import { classes } from "./classes";
import styles from "./field.module.css";

export type TextFieldProps = {
  readonly label: string;
  /** The label is read but not drawn (the place says it). */
  readonly hideLabel?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly description?: string | undefined;
  /** The sentence of what is wrong, tied to the field. */
  readonly error?: string | null | undefined;
  readonly type?: "text" | "email" | "password" | "search" | "tel" | "date" | "datetime-local";
  readonly inputMode?: "text" | "numeric" | "email";
  readonly placeholder?: string;
  readonly autoComplete?: string;
  /** Takes the focus when it appears: the one field that a screen is about. */
  readonly takesFocus?: boolean;
  readonly isDisabled?: boolean;
  readonly isReadOnly?: boolean;
  readonly isRequired?: boolean;
  readonly maxLength?: number;
  /** More than 1: an area of that many rows. */
  readonly rows?: number;
  readonly mono?: boolean;
  readonly spellCheck?: boolean;
  readonly name?: string;
  readonly className?: string | undefined;
  readonly onKeyDown?: (event: { readonly key: string }) => void;
  readonly inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
};

/** A field with its label, its help and its error, one line or an area. */
export function TextField(props: TextFieldProps) {
  const {
    label,
    hideLabel = false,
    description,
    error,
    rows = 1,
    mono = false,
    placeholder,
    className,
    inputRef,
    spellCheck = false,
    takesFocus = false,
    onKeyDown,
    ...rest
  } = props;
  const shared = {
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(inputRef === undefined ? {} : { ref: inputRef }),
  };
  return (
    <AriaTextField
      {...rest}
      {...(takesFocus ? { autoFocus: true } : {})}
      {...(onKeyDown === undefined
        ? {}
        : {
            onKeyDown: (event) => {
              onKeyDown(event);
              // React Aria would keep the key: Escape still closes the dialog around the field.
              event.continuePropagation();
            },
          })}
      validationBehavior="aria"
      isInvalid={error !== null && error !== undefined && error !== ""}
      spellCheck={spellCheck ? "true" : "false"}
      className={classes(styles.field, className)}
      {...(hideLabel ? { "aria-label": label } : {})}
    >
      {!hideLabel && <Label className={styles.label}>{label}</Label>}
      {rows > 1 ? (
        <TextArea {...shared} rows={rows} className={classes(styles.input, mono && styles.mono)} />
      ) : (
        <Input {...shared} className={classes(styles.input, mono && styles.mono)} />
      )}
      {description !== undefined && (
        <Text slot="description" className={styles.description ?? ""}>
          {description}
        </Text>
      )}
      <FieldError className={styles.error ?? ""}>{error}</FieldError>
    </AriaTextField>
  );
}

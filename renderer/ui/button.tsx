import { useRef, useState, type ReactNode, type Ref } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Tooltip, TooltipTrigger } from "react-aria-components/Tooltip";
import { classes } from "./classes";
import { Glyph, type Icon } from "./icon";
import { Kbd } from "./kbd";
import styles from "./button.module.css";

/** `primary`: the one next action of a screen. `plain`: with a border. `quiet`: text alone. `warning`: cannot be undone. */
export type ButtonVariant = "primary" | "plain" | "quiet" | "warning";

export type ButtonProps = {
  readonly children: ReactNode;
  readonly variant?: ButtonVariant;
  readonly icon?: Icon;
  readonly onPress?: () => void;
  readonly isDisabled?: boolean;
  /** Working: stays focusable, presses do nothing, said to screen readers. */
  readonly isPending?: boolean;
  readonly type?: "button" | "submit";
  readonly form?: string;
  readonly autoFocus?: boolean;
  /** Where the tour of the window finds it. */
  readonly id?: string;
  readonly className?: string | undefined;
  readonly "aria-label"?: string;
  readonly "aria-describedby"?: string;
  readonly ref?: Ref<HTMLButtonElement>;
};

/** A button with a word, and an icon where it helps. */
export function Button({ children, variant = "plain", icon, className, onPress, ...rest }: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      {...(onPress === undefined ? {} : { onPress })}
      className={classes(styles.button, styles[variant], className)}
    >
      {icon !== undefined && <Glyph icon={icon} />}
      <span>{children}</span>
    </AriaButton>
  );
}

export type IconButtonProps = {
  readonly icon: Icon;
  /** Name of the button and text of its tooltip. */
  readonly label: string;
  /** Keys shown in the tooltip, e.g. `e` or `Ctrl+K`. */
  readonly keys?: string;
  readonly onPress?: () => void;
  readonly isDisabled?: boolean;
  readonly isPressed?: boolean;
  readonly id?: string;
  readonly className?: string | undefined;
  readonly slot?: string;
};

/** A button drawn by its icon alone, named by its label and explained by a tooltip. */
export function IconButton({ icon, label, keys, onPress, isPressed, className, ...rest }: IconButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [home, setHome] = useState<Element | null>(null);
  return (
    <TooltipTrigger delay={500} closeDelay={80} onOpenChange={(open) => open && setHome(homeOf(button.current))}>
      <AriaButton
        {...rest}
        {...(onPress === undefined ? {} : { onPress })}
        {...(isPressed === undefined ? {} : { "aria-pressed": isPressed })}
        ref={button}
        aria-label={label}
        className={classes(styles.icon, isPressed === true && styles.pressed, className)}
      >
        <Glyph icon={icon} size={19} />
      </AriaButton>
      <Tooltip
        className={styles.tooltip ?? ""}
        offset={6}
        {...(home === null ? {} : { UNSTABLE_portalContainer: home })}
      >
        {label}
        {keys !== undefined && <Kbd keys={keys} />}
      </Tooltip>
    </TooltipTrigger>
  );
}

/** Where a tooltip is drawn: in the dialog or the landmark of what it explains, so that whoever walks by landmarks meets it there. */
const homeOf = (button: Element | null): Element | null =>
  button?.closest("[role=dialog], [role=alertdialog], main, nav") ?? document.querySelector("main");

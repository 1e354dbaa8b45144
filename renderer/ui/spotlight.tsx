import { useEffect, useMemo, useState, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { Dialog } from "react-aria-components/Dialog";
import { Popover, type PopoverProps } from "react-aria-components/Popover";
import styles from "./spotlight.module.css";

/** How far the ring stands from the place, in CSS pixels. */
const MARGIN = 4;

/** Shows a place of the window and says something beside it; Escape, or a press elsewhere, closes it. */
export function Spotlight({
  on,
  label,
  placement,
  onClose,
  children,
}: {
  /** CSS selector of the place; where it is nowhere, what is said stands alone. */
  readonly on: string;
  readonly label: string;
  readonly placement: NonNullable<PopoverProps["placement"]>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const place = useMemo(() => ({ current: document.querySelector<HTMLElement>(on) ?? document.body }), [on]);
  const box = useBox(place.current);
  return (
    <>
      {place.current !== document.body &&
        createPortal(
          <div
            className={styles.ring}
            style={{
              left: `${box.left - MARGIN}px`,
              top: `${box.top - MARGIN}px`,
              width: `${box.width + 2 * MARGIN}px`,
              height: `${box.height + 2 * MARGIN}px`,
            }}
          />,
          document.body,
        )}
      <Popover
        isOpen
        onOpenChange={(open) => !open && onClose()}
        triggerRef={place}
        placement={placement}
        offset={14}
        className={styles.popover ?? ""}
      >
        <Dialog className={styles.note ?? ""} aria-label={label}>
          {children}
        </Dialog>
      </Popover>
    </>
  );
}

/** Where an element is in the window, and again whenever the window or it changes size. */
function useBox(element: HTMLElement): DOMRect {
  const [, moved] = useState(0);
  useEffect(() => {
    const look = (): void => moved((count) => count + 1);
    const watch = new ResizeObserver(look);
    watch.observe(element);
    addEventListener("resize", look);
    return () => {
      watch.disconnect();
      removeEventListener("resize", look);
    };
  }, [element]);
  return element.getBoundingClientRect();
}

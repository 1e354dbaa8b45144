import CircleHelp from "lucide-react/icons/circle-question-mark";
import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { Glyph } from "./icon";
import styles from "./help-note.module.css";

/** What a choice does and does not do, a press away: by mouse, keyboard or touch, and it stays until closed. `label` names the button and the note. */
export function HelpNote({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <DialogTrigger>
      <Button className={styles.button ?? ""} aria-label={label}>
        <Glyph icon={CircleHelp} size={18} />
      </Button>
      <Popover className={styles.popover ?? ""} placement="top" offset={4}>
        <Dialog className={styles.note ?? ""} aria-label={label}>
          {children}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

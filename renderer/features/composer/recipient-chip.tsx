import X from "lucide-react/icons/x";
import type { Address } from "#shared/domain/message";
import { parseAddress, senderKind } from "#shared/rules/address";
import { useText } from "../../text";
import { classes, Glyph, Hidden, kindIcon } from "../../ui";
import { bornWords } from "../recipients";
import { ChipActs } from "./chip-acts";
import styles from "./recipient-field.module.css";

/** A recipient already chosen: icon and word of its kind, name, address on hover and for screen readers; its name leads to what can be done. */
export function RecipientChip({
  recipient,
  about,
  refused = false,
  onRemove,
}: {
  readonly recipient: Address;
  readonly about: string;
  /** Nothing may leave to it: why is said under the fields. */
  readonly refused?: boolean;
  readonly onRemove: () => void;
}) {
  const t = useText();
  const kind = senderKind(recipient.address);
  const name = recipient.name === "" ? recipient.address : recipient.name;
  const said = kind === "patient" ? bornWords(recipient.address, t).split(",")[0] : about;
  const valid = parseAddress(recipient.address).ok;
  return (
    <li className={classes(styles.chip, styles[kind], (refused || !valid) && styles.invalid)} title={recipient.address}>
      <Glyph icon={kindIcon(kind)} size={15} />
      <ChipActs recipient={recipient} onRemove={onRemove}>
        {name}
        {said !== "" && said !== undefined && <span className={styles.chipAbout}> · {said}</span>}
        <Hidden>{`, ${t(`app.kind-${kind}`)}, ${recipient.address}`}</Hidden>
      </ChipActs>
      <button
        type="button"
        className={styles.chipRemove}
        // The name beside it has the focus, and the same keys and act: one stop for each recipient.
        tabIndex={-1}
        aria-label={t("writing.remove", { name })}
        onClick={onRemove}
      >
        <Glyph icon={X} size={14} />
      </button>
    </li>
  );
}

import Stethoscope from "lucide-react/icons/stethoscope";
import AtSign from "lucide-react/icons/at-sign";
import UserRound from "lucide-react/icons/user-round";
import type { CorrespondentKind } from "#shared/domain/message";
import { classes } from "./classes";
import { Glyph, type Icon } from "./icon";
import styles from "./avatar-tile.module.css";

const icons: Readonly<Record<CorrespondentKind, Icon>> = {
  patient: UserRound,
  professional: Stethoscope,
  other: AtSign,
};

/** Icon of a kind of correspondent; the word must be beside it. */
export const kindIcon = (kind: CorrespondentKind): Icon => icons[kind];

/** The tile that tells a patient from a professional at a glance; its word is written beside it by the caller (`t.ofCode('app', 'kind-patient')`). */
export function AvatarTile({ kind, size = 36 }: { readonly kind: CorrespondentKind; readonly size?: 28 | 36 | 44 }) {
  return (
    <span className={classes(styles.tile, styles[kind], styles[`size${size}`])} aria-hidden="true">
      <Glyph icon={icons[kind]} size={size === 44 ? 22 : size === 36 ? 18 : 15} />
    </span>
  );
}

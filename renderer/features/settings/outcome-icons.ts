import Check from "lucide-react/icons/check";
import Info from "lucide-react/icons/info";
import X from "lucide-react/icons/x";
import type { DirectoryTestStep } from "#shared/domain/live-directory";
import type { Icon } from "../../ui";

/** The mark of each outcome of a step. */
export const outcomeIcons: Readonly<Record<DirectoryTestStep["outcome"], Icon>> = {
  good: Check,
  warning: Info,
  failed: X,
};

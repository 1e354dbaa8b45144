import type { LucideIcon } from "lucide-react";

/** An icon component, imported one by one: `import Inbox from 'lucide-react/icons/inbox'`. */
export type Icon = LucideIcon;

/** Draws an icon beside a word; always hidden from screen readers, for the word says it. `size` in CSS pixels at 100 % text. */
export function Glyph({
  icon: Drawn,
  size = 18,
  className,
}: {
  readonly icon: Icon;
  readonly size?: number;
  readonly className?: string | undefined;
}) {
  const side = `${size / 15}rem`;
  return (
    <Drawn aria-hidden="true" focusable="false" strokeWidth={1.75} width={side} height={side} className={className} />
  );
}

import type { ReactNode } from "react";

/** A line of a `dl`: what it is and what is known of it; nothing where nothing is known. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  if (children === "") return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

import RotateCcw from "lucide-react/icons/rotate-ccw";
import { Component, type ReactNode } from "react";
import { useText } from "../text";
import { Button } from "./button";
import { EmptyState } from "./empty-state";

type BoundaryProps = { readonly children: ReactNode; readonly about?: string | null };
type BoundaryState = { readonly broken: boolean; readonly about: string | null };

/**
 * Keeps the rest of the window alive when a part of it cannot be drawn; told what it shows (`about`, or a `key` where nothing of one is worth
 * keeping for the next), another one tries again. A class, for React has no other way to catch.
 */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { broken: false, about: null };

  static getDerivedStateFromError(): Pick<BoundaryState, "broken"> {
    return { broken: true };
  }

  static getDerivedStateFromProps({ about = null }: BoundaryProps, state: BoundaryState): BoundaryState | null {
    return about === state.about ? null : { broken: false, about };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return <Broken onRetry={() => this.setState({ broken: false })} />;
  }
}

function Broken({ onRetry }: { readonly onRetry: () => void }) {
  const t = useText();
  return (
    <EmptyState
      icon={RotateCcw}
      title={t("app.brokenPart")}
      action={<Button onPress={onRetry}>{t("app.retry")}</Button>}
    >
      {t("failures.unexpected")}
    </EmptyState>
  );
}

import RotateCcw from "lucide-react/icons/rotate-ccw";
import { Component, type ReactNode } from "react";
import { useText } from "../text";
import { Button } from "./button";
import { EmptyState } from "./empty-state";

type BoundaryProps = { readonly children: ReactNode };

/** Keeps the rest of the window alive when a part of it cannot be drawn; give it the `key` of what it shows, so that another one tries again. A class, for React has no other way to catch. */
export class Boundary extends Component<BoundaryProps, { readonly broken: boolean }> {
  override state: { readonly broken: boolean } = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
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

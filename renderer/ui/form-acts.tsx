import { useText } from "../text";
import { Button, type ButtonProps } from "./button";

/** How a form or a dialog ends: the way out, then its one act (primary, unless said otherwise). */
export function FormActs({ onCancel, ...act }: ButtonProps & { readonly onCancel: () => void }) {
  const t = useText();
  return (
    <>
      <Button onPress={onCancel}>{t("app.cancel")}</Button>
      <Button variant="primary" {...act} />
    </>
  );
}

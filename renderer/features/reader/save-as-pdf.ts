import { call } from "../../bridge";
import type { Text } from "../../text";
import { toasts } from "../../ui";

/** Saves what is read as a PDF, where the person says; once the menu or the dialog that asked is gone from the page. */
export async function saveAsPdf(t: Text): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const result = await call("app.savePdf", undefined);
  if (!result.ok) toasts.failure(result.failure);
  else if (result.value.saved) toasts.show(t("reader.savedPdf"));
}

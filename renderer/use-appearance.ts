import { useEffect } from "react";
import type { Settings } from "#shared/domain/session";

/** Puts theme, density, text size and language on the root element, where the tokens read them. */
export function useAppearance(
  settings: Pick<Settings, "theme" | "density" | "textSize" | "language"> | undefined,
): void {
  const { theme = "system", density = "comfortable", textSize = 100, language = "fr" } = settings ?? {};
  useEffect(() => {
    const root = document.documentElement;
    if (theme === "system") delete root.dataset["theme"];
    else root.dataset["theme"] = theme;
    root.dataset["density"] = density;
    root.style.setProperty("--text-scale", String(textSize / 100));
    root.lang = language;
  }, [theme, density, textSize, language]);
}

import { useQueryOf } from "./bridge";
import { useMedia } from "./ui";

/** Whether the window is drawn dark: as the person chose, else as the system is. */
export function useIsDark(): boolean {
  const theme = useQueryOf("app.state", undefined).data?.settings.theme ?? "system";
  const prefersDark = useMedia("(prefers-color-scheme: dark)");
  return theme === "dark" || (theme === "system" && prefersDark);
}

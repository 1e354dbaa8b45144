import { useText } from "../../text";
import { Dialog, Tabs } from "../../ui";
import { useWorkspace, workspace, type HelpPage } from "../../workspace";
import { About } from "./about";
import { Guide, Words } from "./guide";
import { Keys } from "./keys";

/** The help: a short guide, the table of keys, the words of the trade, what this build is made of. */
export function HelpDialog() {
  const t = useText();
  const page = useWorkspace((now) => now.help);
  return (
    <Dialog title={t("help.title")} isOpen={page !== null} onClose={() => workspace.help(null)} size="large">
      <Tabs
        label={t("help.title")}
        selected={page ?? "guide"}
        onSelect={(id) => workspace.help(id as HelpPage)}
        tabs={[
          { id: "guide", label: t("help.guide"), content: <Guide /> },
          { id: "keys", label: t("help.keys"), content: <Keys /> },
          { id: "words", label: t("help.words"), content: <Words /> },
          { id: "about", label: t("help.about"), content: <About /> },
        ]}
      />
    </Dialog>
  );
}

import Settings from "lucide-react/icons/settings";
import TextQuote from "lucide-react/icons/text-quote";
import { useState } from "react";
import type { DraftId, MailboxId } from "#shared/domain/ids";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, Menu } from "../../ui";
import { workspace } from "../../workspace";
import { useShortcuts } from "../help";

/** The templates that this draft may use: chosen, it is filled by main with what is known of the draft. `ready` saves the draft first. */
export function TemplateMenu({
  draftId,
  mailboxId,
  ready,
  onInsert,
}: {
  readonly draftId: DraftId;
  readonly mailboxId: MailboxId;
  readonly ready: () => Promise<boolean>;
  readonly onInsert: (filled: { readonly subject: string; readonly text: string }) => void;
}) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const fill = useCommand("templates.fill");
  const templates = useQueryOf("templates.list", { mailboxId }).data ?? [];
  useShortcuts({ template: () => setOpen(true) });
  const insert = async (id: (typeof templates)[number]["id"]): Promise<void> => {
    if (!(await ready())) return;
    const filled = await fill.run({ id, draftId });
    if (filled.ok) onInsert(filled.value);
  };
  const actions = [
    ...templates.map(({ id, name }) => ({ id, label: name, run: () => void insert(id) })),
    // Pages are the main window's.
    ...(window.pli.window === "main"
      ? [{ id: "-manage", label: t("templates.manage"), icon: Settings, run: () => workspace.goPage("templates") }]
      : []),
  ];
  return (
    <Menu label={t("templates.insert")} actions={actions} isOpen={open} onOpenChange={setOpen}>
      <Button icon={TextQuote} isPending={fill.pending}>
        {t("templates.insert")}
      </Button>
    </Menu>
  );
}

import Archive from "lucide-react/icons/archive";
import EllipsisVertical from "lucide-react/icons/ellipsis-vertical";
import FileText from "lucide-react/icons/file-text";
import PenLine from "lucide-react/icons/pen-line";
import { useState } from "react";
import { Button, Dialog, FilterChips, HelpNote, IconButton, Kbd, Menu, Tabs, toasts } from "../ui";
import { Shelf } from "./shelf";

const nothing = (): void => {};

/** What acts: buttons in each state, keys, then what they open. */
export function Actions() {
  return (
    <>
      <Shelf name="buttons">
        {(["primary", "plain", "quiet", "warning"] as const).map((variant) => (
          <Button key={variant} variant={variant} icon={PenLine}>
            {variant}
          </Button>
        ))}
        <Button variant="primary" isDisabled>
          disabled
        </Button>
        <Button variant="primary" isPending>
          pending
        </Button>
        <IconButton icon={Archive} label="Archiver" keys="e" />
        <IconButton icon={Archive} label="disabled" isDisabled />
        <IconButton icon={Archive} label="pressed" isPressed />
        <Kbd keys="Ctrl+K / Delete" />
      </Shelf>
      <Opened />
    </>
  );
}

function Opened() {
  const [chip, setChip] = useState<"all" | "documents">("all");
  const [open, setOpen] = useState<"medium" | "side" | null>(null);
  const close = (): void => setOpen(null);
  const actions = [
    { id: "a", label: "Archiver", icon: Archive, keys: "e", run: nothing },
    { id: "b", label: "disabled", isDisabled: true, run: nothing },
  ];
  const chips = [
    { value: "all", label: "Tout" },
    { value: "documents", label: "Documents", icon: FileText, count: 3 },
  ] as const;
  return (
    <Shelf name="opened">
      <Menu label="menu" actions={actions}>
        <IconButton icon={EllipsisVertical} label="menu" />
      </Menu>
      <HelpNote label="note">Lorem ipsum.</HelpNote>
      <Button onPress={() => setOpen("medium")}>dialog</Button>
      <Button onPress={() => setOpen("side")}>panel</Button>
      <Button onPress={() => toasts.show("Conversation archivée.", { action: { label: "Annuler", run: nothing } })}>
        toast
      </Button>
      <Button onPress={() => toasts.failure({ code: "signed-out", retry: false, id: "A1B2" })}>failure</Button>
      <Dialog
        title="dialog"
        isOpen={open !== null}
        onClose={close}
        size={open ?? "medium"}
        footer={<Button onPress={close}>close</Button>}
      >
        <p>Lorem ipsum.</p>
      </Dialog>
      <FilterChips label="chips" value={chip} onChange={setChip} options={chips} />
      <Tabs label="tabs" tabs={["one", "two"].map((id) => ({ id, label: id, content: id }))} />
    </Shelf>
  );
}

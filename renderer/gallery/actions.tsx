import Archive from "lucide-react/icons/archive";
import EllipsisVertical from "lucide-react/icons/ellipsis-vertical";
import FileText from "lucide-react/icons/file-text";
import PenLine from "lucide-react/icons/pen-line";
import { useState } from "react";
import {
  Button,
  ConfirmDialog,
  Dialog,
  FilterChips,
  ForeseenDialog,
  HelpNote,
  IconButton,
  Kbd,
  Menu,
  Spotlight,
  Tabs,
  toasts,
} from "../ui";
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
  const [open, setOpen] = useState<"medium" | "side" | "question" | "foreseen" | "spotlight" | null>(null);
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
      <Button onPress={() => setOpen("question")}>question</Button>
      <Button onPress={() => setOpen("foreseen")}>foreseen</Button>
      <Button onPress={() => setOpen("spotlight")}>spotlight</Button>
      <Button onPress={() => toasts.show("Conversation archivée.", { action: { label: "Annuler", run: nothing } })}>
        toast
      </Button>
      <Button onPress={() => toasts.failure({ code: "signed-out", retry: false, id: "A1B2" })}>failure</Button>
      <Dialog
        title="dialog"
        isOpen={open === "medium" || open === "side"}
        onClose={close}
        size={open === "side" ? "side" : "medium"}
        footer={<Button onPress={close}>close</Button>}
      >
        <p>Lorem ipsum.</p>
      </Dialog>
      <ConfirmDialog title="question" act="Vider" isOpen={open === "question"} onConfirm={close} onClose={close}>
        what will happen
      </ConfirmDialog>
      {open === "spotlight" && (
        <Spotlight on="[data-shelf=buttons]" label="spotlight" placement="bottom" onClose={close}>
          <p>what is said of the place</p>
        </Spotlight>
      )}
      {open === "foreseen" && (
        <ForeseenDialog
          title="foreseen"
          act="Classer"
          isPossible
          isPending={false}
          failure={{ code: "network", retry: true, id: "X" }}
          onAct={close}
          onClose={close}
        >
          what it would do
        </ForeseenDialog>
      )}
      <FilterChips label="chips" value={chip} onChange={setChip} options={chips} />
      <Tabs label="tabs" tabs={["one", "two"].map((id) => ({ id, label: id, content: id }))} />
    </Shelf>
  );
}

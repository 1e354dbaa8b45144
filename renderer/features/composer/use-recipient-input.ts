import { useMemo, useRef, useState, type ClipboardEvent, type KeyboardEvent } from "react";
import type { Recipient } from "#shared/domain/draft";
import type { Address } from "#shared/domain/message";
import { parseAddress, type AddressFault } from "#shared/rules/address";
import { workspace } from "../../workspace";
import { addressesIn, peopleOf, withRecipient } from "./draft-recipients";
import { useSuggestions } from "./use-suggestions";

/** What is typed in a line of recipients: its text, its proposals and what the keys do. Nobody is added without a gesture. */
export function useRecipientInput(recipients: readonly Address[], onChange: (recipients: readonly Address[]) => void) {
  const input = useRef<HTMLInputElement>(null);
  const typing = useTyping();
  const { text, open, active, fault, setOpen, setFault, type } = typing;
  const [about, setAbout] = useState<Readonly<Record<string, string>>>({});
  const { suggestions, people, options } = useProposals(text);
  const shown = open && text.trim() !== "";

  const add = (added: readonly Address[], left: string): void => {
    onChange(added.reduce((list, one) => withRecipient(list, one), recipients));
    type(left);
  };
  const pick = (recipient: Recipient): void => {
    setAbout((before) => ({ ...before, [recipient.address.toLowerCase()]: doesWhere(recipient) }));
    // A care team is written to as its members, each of whom can be taken out.
    add(recipient.members ?? [{ name: recipient.name, address: recipient.address }], "");
    input.current?.focus();
  };
  const commit = (): boolean => committed(text, add, setFault);
  const onKeyDown = (event: KeyboardEvent): void => {
    const handled = keyed(event, {
      ...typing,
      shown,
      chosen: options[active],
      count: options.length,
      recipients,
      pick,
      commit,
      onChange,
    });
    if (handled) event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent): void => pasted(event, add);
  const onBlur = (): void => {
    commit();
    setOpen(false);
  };
  return {
    input,
    text,
    type,
    active,
    fault,
    about,
    suggestions,
    people,
    shown,
    pick,
    handlers: { onKeyDown, onPaste, onBlur, onFocus: () => setOpen(true) },
  };
}

type Add = (added: readonly Address[], left: string) => void;

/** Adds what is typed when it is an address, and says why not when it looks like one. True when the field is empty after it. */
function committed(text: string, add: Add, fault: (fault: AddressFault) => void): boolean {
  const { addresses, rest } = addressesIn(text);
  if (addresses.length > 0) add(addresses, rest);
  const parsed = parseAddress(rest);
  if (rest.includes("@") && !parsed.ok) fault(parsed.code);
  return rest === "";
}

/** Adds the addresses of what is pasted; text without any is pasted as text. */
function pasted(event: ClipboardEvent, add: Add): void {
  const { addresses, rest } = addressesIn(event.clipboardData.getData("text/plain"));
  if (addresses.length === 0) return;
  event.preventDefault();
  add(addresses, rest);
}

/** What is typed: its text, whether its proposals are open, the one pointed at, what is wrong with it. */
function useTyping() {
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [fault, setFault] = useState<AddressFault | null>(null);
  const type = (value: string): void => {
    setText(value);
    setOpen(true);
    setActive(-1);
    setFault(null);
  };
  return { text, open, active, fault, setOpen, setActive, setFault, type };
}

/** Who is proposed for a text: the answers, people with their addresses, and the addresses in the order they are walked. */
function useProposals(text: string) {
  const suggestions = useSuggestions(text);
  const { local, live } = suggestions;
  const people = useMemo(
    () => peopleOf([...local, ...(live ?? []).flatMap((answer) => answer.recipients)]),
    [local, live],
  );
  const options = useMemo(() => people.flatMap((person) => person.recipients), [people]);
  return { suggestions, people, options };
}

type Keys = {
  readonly text: string;
  readonly shown: boolean;
  readonly chosen: Recipient | undefined;
  readonly count: number;
  readonly recipients: readonly Address[];
  readonly setOpen: (open: boolean) => void;
  readonly setActive: (next: number | ((now: number) => number)) => void;
  readonly pick: (recipient: Recipient) => void;
  readonly commit: () => boolean;
  readonly onChange: (recipients: readonly Address[]) => void;
};

/** The keys of the combobox; true when the key was for it. */
function keyed(event: KeyboardEvent, keys: Keys): boolean {
  const { text, shown, chosen, count, recipients } = keys;
  switch (event.key) {
    case "ArrowDown":
    case "ArrowUp":
      keys.setOpen(true);
      keys.setActive((now) => moved(now, event.key === "ArrowDown" ? 1 : -1, count));
      return true;
    case "Enter":
      if (event.ctrlKey || event.metaKey) return false;
      if (event.altKey && shown && chosen !== undefined) {
        seePerson(chosen);
        return true;
      }
      if (shown && chosen !== undefined) keys.pick(chosen);
      // Nothing is taken unseen: Enter first points at the first proposal.
      else if (!keys.commit() && count > 0) keys.setActive(0);
      return true;
    case "Tab":
      if (event.shiftKey || !shown || chosen === undefined) return false;
      keys.pick(chosen);
      return true;
    case ",":
    case ";":
      if (!text.includes("@")) return false;
      keys.commit();
      return true;
    case "Escape":
      if (!shown) return false;
      keys.setOpen(false);
      event.stopPropagation();
      return true;
    case "Backspace":
      if (text !== "" || recipients.length === 0) return false;
      keys.onChange(recipients.slice(0, -1));
      return true;
    default:
      return false;
  }
}

const moved = (now: number, by: 1 | -1, count: number): number =>
  count === 0 ? -1 : now < 0 ? (by === 1 ? 0 : count - 1) : (now + by + count) % count;

/** What somebody does and where, in a few words; nothing of an unknown one. */
export const doesWhere = (recipient: Recipient | undefined): string =>
  [recipient?.specialty || recipient?.profession, recipient?.city].filter((word) => word).join(", ");

/** Opens the page of a professional; a patient and a care team have none. */
export function seePerson({ kind, address, name }: Recipient): void {
  if (kind !== "patient" && kind !== "team") workspace.openSheet({ kind: "person", address, name });
}

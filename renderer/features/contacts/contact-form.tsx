import IdCard from "lucide-react/icons/id-card";
import PenLine from "lucide-react/icons/pen-line";
import Trash2 from "lucide-react/icons/trash-2";
import { useState, type FormEvent } from "react";
import type { Contact } from "#shared/domain/contact";
import type { ContactId } from "#shared/domain/ids";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { Banner, Button, Card, FailureBanner, SelectField, TextField, toasts } from "../../ui";
import { startDraft, workspace } from "../../workspace";
import { AddToTeam } from "../recipients";
import { contactFault, savedContact, typedContact, type TypedContact } from "./typed-contact";
import styles from "./contacts.module.css";

const KINDS = ["PER", "ORG", "CAB", "APP", "unknown"] as const;
const LINES = ["profession", "specialty", "structure", "postalCode", "city", "idNat"] as const;

/** A contact to be read, changed, written to or taken away. `onDone` with what stands open after. */
export function ContactForm({
  contact,
  onDone,
}: {
  readonly contact: Contact | null;
  readonly onDone: (open: ContactId | null) => void;
}) {
  const t = useText();
  const save = useCommand("contacts.save", { failures: "inline" });
  const [typed, setTyped] = useState(() => typedContact(contact ?? undefined));
  const [tried, setTried] = useState(false);
  const fault = tried ? contactFault(typed) : null;
  const set = (changed: Partial<TypedContact>): void => setTyped((now) => ({ ...now, ...changed }));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (contactFault(typed) !== null) return;
    const result = await save.run({ id: contact?.id ?? null, fields: savedContact(typed) });
    if (!result.ok) return;
    toasts.show(t("contacts.saved"), { tone: "good" });
    onDone(result.value.id);
  };
  return (
    <Card title={contact === null ? t("contacts.add") : contact.name}>
      <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
        <FailureBanner failure={save.failure} />
        {contact !== null && <Warnings contact={contact} />}
        <TextField
          label={t("contacts.name")}
          value={typed.name}
          onChange={(name) => set({ name })}
          maxLength={200}
          takesFocus={contact === null}
          error={fault === "name" ? t("contacts.nameMissing") : null}
        />
        <TextField
          label={t("contacts.addresses")}
          description={t("contacts.addressesAbout")}
          value={typed.addresses}
          onChange={(addresses) => set({ addresses })}
          rows={2}
          maxLength={2600}
          mono
          spellCheck={false}
          error={fault === null || fault === "name" ? null : t(`writing.fault-${fault}`)}
        />
        <div className={styles.fields}>
          <SelectField
            label={t("contacts.kind")}
            value={typed.kind}
            onChange={(kind) => set({ kind })}
            options={KINDS.map((value) => ({ value, label: t(`writing.kind-${value}`) }))}
          />
          {LINES.map((name) => (
            <TextField
              key={name}
              label={t(`writing.criterion-${name}`)}
              value={typed[name]}
              onChange={(value) => set({ [name]: value })}
              maxLength={name === "postalCode" ? 10 : name === "idNat" ? 20 : 80}
            />
          ))}
        </div>
        <TextField
          label={t("contacts.note")}
          value={typed.note}
          onChange={(note) => set({ note })}
          rows={3}
          maxLength={4000}
        />
        <div className={styles.actions}>
          <Button variant="primary" type="submit" isPending={save.pending}>
            {t("contacts.save")}
          </Button>
          {contact === null ? (
            <Button onPress={() => onDone(null)}>{t("app.cancel")}</Button>
          ) : (
            <Acts contact={contact} onGone={() => onDone(null)} />
          )}
        </div>
      </form>
    </Card>
  );
}

function Warnings({ contact: { gone, bounced } }: { readonly contact: Contact }) {
  const t = useText();
  return (
    <>
      {gone.length > 0 && <Banner tone="warning">{t("contacts.goneAbout", { addresses: gone.join(", ") })}</Banner>}
      {bounced.length > 0 && (
        <Banner tone="warning">{t("contacts.bouncedAbout", { addresses: bounced.join(", ") })}</Banner>
      )}
    </>
  );
}

function Acts({ contact, onGone }: { readonly contact: Contact; readonly onGone: () => void }) {
  const t = useText();
  const save = useCommand("contacts.save");
  const remove = useCommand("contacts.remove");
  const [address] = contact.addresses.filter((one) => !contact.gone.includes(one));
  const removed = async (): Promise<void> => {
    const result = await remove.run({ id: contact.id });
    if (!result.ok) return;
    const back = (): void => void save.run({ id: null, fields: savedContact(typedContact(contact)) });
    toasts.show(t("contacts.removed", { name: contact.name }), { action: { label: t("contacts.undo"), run: back } });
    onGone();
  };
  return (
    <>
      {address !== undefined && (
        <>
          <Button icon={PenLine} onPress={() => void startDraft({ to: [{ name: contact.name, address }] })}>
            {t("writing.writeTo")}
          </Button>
          <Button icon={IdCard} onPress={() => workspace.openSheet({ kind: "person", address, name: contact.name })}>
            {t("directory.see")}
          </Button>
          <AddToTeam recipient={{ name: contact.name, address }} />
        </>
      )}
      <Button variant="quiet" icon={Trash2} isPending={remove.pending} onPress={() => void removed()}>
        {t("contacts.remove")}
      </Button>
    </>
  );
}

import { useState, type FormEvent } from "react";
import type { Input } from "#shared/contract/index";
import { fromLabel, namesOf } from "#shared/rules/from-label";
import { useQueryOf, useSession } from "../../bridge";
import { useText } from "../../text";
import { Button, TextField } from "../../ui";
import { type Application, ApplicationAccess } from "./application-access";
import { MailboxDetails, type Details } from "./mailbox-details";
import styles from "./accounts.module.css";

/** What is asked of a mailbox. */
export type MailboxFields = Omit<Input<"mailboxes.add">, "environmentId">;

const ADDRESS = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/u;

export type AddressFormProps = {
  readonly demo: boolean;
  readonly onSubmit: (fields: MailboxFields) => void;
  readonly onCancel?: () => void;
};

/** The address, typed once; its names and kind are deduced and may be corrected. */
export function AddressForm({ demo, onSubmit, onCancel }: AddressFormProps) {
  const t = useText();
  const session = useSession();
  const [address, setAddress] = useState("");
  const [changed, setChanged] = useState<Partial<Details>>({});
  const [access, setAccess] = useState<Application>({ certificate: null, sasl: "external" });
  const [tried, setTried] = useState(false);
  const typed = address.trim();
  const valid = ADDRESS.test(typed);
  const details = {
    ...deduced(session?.state === "signed-in" ? session.displayName : (typed.split("@")[0] ?? "")),
    ...changed,
  };
  const label = fromLabel({ kind: details.kind, ...details.sender });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    const { name, kind } = details;
    const isApplication = kind === "APP";
    if (!valid || !label.ok || (isApplication && access.certificate === null)) return;
    const auth = isApplication ? { auth: { kind: "certificate", sasl: access.sasl } as const } : {};
    onSubmit({ address: typed, name, kind, fromLabel: label.label, ...auth });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField
        label={t("accounts.address")}
        description={t("accounts.addressHelp")}
        type="email"
        inputMode="email"
        autoComplete="off"
        takesFocus
        value={address}
        onChange={setAddress}
        maxLength={254}
        error={tried && !valid ? t("accounts.addressInvalid") : null}
      />
      {demo && <Suggested chosen={address} onChoose={setAddress} />}
      <MailboxDetails
        details={details}
        label={label}
        tried={tried}
        onChange={(part) => setChanged({ ...changed, ...part })}
      />
      {details.kind === "APP" && <ApplicationAccess access={access} tried={tried} onChange={setAccess} />}
      <div className={styles.actions}>
        {onCancel !== undefined ? <Button onPress={onCancel}>{t("app.cancel")}</Button> : <span />}
        <Button variant="primary" type="submit">
          {t("accounts.test")}
        </Button>
      </div>
    </form>
  );
}

const deduced = (name: string): Details => ({
  name: name.slice(0, 80),
  kind: "PER",
  sender: { title: "", ...namesOf(name.replaceAll(".", " ")), entity: "" },
});

/** Addresses of the person signed in to the demonstration, those already opened left out. */
function Suggested({ chosen, onChoose }: { readonly chosen: string; readonly onChoose: (address: string) => void }) {
  const t = useText();
  const session = useSession();
  const known = useQueryOf("mailboxes.list", undefined).data ?? [];
  const people = useQueryOf("demo.state", undefined).data?.people ?? [];
  const idNat = session?.state === "signed-in" ? session.idNat : null;
  const addresses = people.find((person) => person.idNat === idNat)?.mailboxes ?? [];
  const left = addresses.filter((address) => !known.some((mailbox) => mailbox.address === address));
  if (left.length === 0) return null;
  return (
    <fieldset className={styles.suggested}>
      <legend>{t("accounts.demoAddresses")}</legend>
      {left.map((address) => (
        <button
          key={address}
          type="button"
          className={styles.suggestion}
          aria-pressed={address === chosen}
          onClick={() => onChoose(address)}
        >
          {address}
        </button>
      ))}
    </fieldset>
  );
}

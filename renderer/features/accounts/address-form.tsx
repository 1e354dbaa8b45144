import { useState, type FormEvent } from "react";
import { fromLabel, namesOf } from "#shared/rules/from-label";
import { useQueryOf, useSession } from "../../bridge";
import { useText } from "../../text";
import { Button, TextField } from "../../ui";
import { type Application, ApplicationAccess } from "./application-access";
import { MailboxDetails, type Details } from "./mailbox-details";
import { isAddress, mailboxFields, type MailboxFields, type Opening } from "./mailbox-fields";
import { LinkAccess } from "./link-access";
import { CodeAccess, OpeningChoice } from "./opening-choice";
import styles from "./accounts.module.css";

export type AddressFormProps = {
  readonly demo: boolean;
  /** What was typed before, to be corrected or opened another way. */
  readonly before: { readonly address: string; readonly opening: Opening };
  readonly onSubmit: (fields: MailboxFields) => void;
  readonly onCancel?: () => void;
};

/** The address, typed once; its names and kind are deduced and may be corrected. */
export function AddressForm({ demo, before, onSubmit, onCancel }: AddressFormProps) {
  const t = useText();
  const session = useSession();
  const known = useQueryOf("mailboxes.list", undefined).data ?? [];
  const [address, setAddress] = useState(before.address);
  const [changed, setChanged] = useState<Partial<Details>>({});
  const [application, setApplication] = useState<Application>({ certificate: null, sasl: "external" });
  const [opening, setOpening] = useState<Opening>(before.opening);
  const [tried, setTried] = useState(false);
  const typed = address.trim();
  const named = deduced(session?.state === "signed-in" ? session.displayName : (typed.split("@")[0] ?? ""));
  // Her second mailbox is told from the first by its address.
  const isTaken = known.some(({ name }) => name === named.name);
  const details = { ...named, ...(isTaken ? { name: typed.slice(0, 80) } : {}), ...changed };
  const label = fromLabel({ kind: details.kind, ...details.sender });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    const fields = mailboxFields({ address: typed, details, label, application, opening });
    if (fields !== null) onSubmit(fields);
  };
  const open = (part: Partial<Opening>): void => setOpening({ ...opening, ...part });
  const isApplication = details.kind === "APP";
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField
        label={t("accounts.address")}
        description={t("accounts.addressHelp")}
        type="email"
        inputMode="email"
        autoComplete="off"
        takesFocus={before.address === "" || before.opening.way === "psc"}
        value={address}
        onChange={setAddress}
        maxLength={254}
        error={tried && !isAddress(typed) ? t("accounts.addressInvalid") : null}
      />
      {demo && <Suggested chosen={address} onChoose={setAddress} />}
      <MailboxDetails
        details={details}
        label={label}
        tried={tried}
        onChange={(part) => setChanged({ ...changed, ...part })}
      >
        {!isApplication && <OpeningChoice opening={opening} onChange={open} />}
      </MailboxDetails>
      {isApplication && <ApplicationAccess access={application} tried={tried} onChange={setApplication} />}
      {!isApplication && opening.way === "code" && (
        <CodeAccess
          opening={opening}
          address={typed}
          tried={tried}
          takesFocus={before.opening.way === "code"}
          onChange={open}
        />
      )}
      {!isApplication && opening.way === "link" && (
        <LinkAccess
          link={opening.link}
          tried={tried}
          takesFocus={before.opening.way === "link"}
          onChange={(link) => open({ link })}
        />
      )}
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

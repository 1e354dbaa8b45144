import { useState } from "react";
import { useText } from "../../text";
import { RadioGroup, TextField } from "../../ui";

const PASSPHRASE = 12;
const PIN = 6;

/** What protects a store made here: nothing to type where the session has a keyring, a passphrase where it has none, a code on a shared computer. */
export function useNewSecret(vault: boolean) {
  const [withPin, setWithPin] = useState(false);
  const [secret, setSecret] = useState("");
  const [again, setAgain] = useState("");
  const [tried, setTried] = useState(false);
  const asks = !vault || withPin;
  const missing = (vault ? PIN : PASSPHRASE) - [...secret].length;
  const right = !asks || (missing <= 0 && again === secret);
  return {
    /** The passphrase or the code to send (null where none is asked), or `undefined` while it is not right: its fields then say why. */
    take: (): string | null | undefined => {
      setTried(true);
      return right ? (asks ? secret : null) : undefined;
    },
    fields: (
      <NewSecret
        vault={vault}
        asks={asks}
        withPin={withPin}
        onPin={setWithPin}
        secret={secret}
        again={again}
        onSecret={setSecret}
        onAgain={setAgain}
        missing={tried && asks ? Math.max(0, missing) : 0}
        differs={tried && asks && again !== secret}
      />
    ),
  };
}

type NewSecretProps = {
  readonly vault: boolean;
  readonly asks: boolean;
  readonly withPin: boolean;
  readonly onPin: (withPin: boolean) => void;
  readonly secret: string;
  readonly again: string;
  readonly onSecret: (secret: string) => void;
  readonly onAgain: (again: string) => void;
  /** Characters still missing, 0 when that is not to be said. */
  readonly missing: number;
  readonly differs: boolean;
};

const DESKS = ["personal", "shared"] as const;

/** The passphrase or the code, twice; with a keyring, only where a code is wanted. */
function NewSecret(props: NewSecretProps) {
  const { vault, asks, withPin, onPin, secret, again, onSecret, onAgain, missing, differs } = props;
  const t = useText();
  const field = { type: "password", autoComplete: "new-password", maxLength: 200 } as const;
  return (
    <>
      {vault && (
        <RadioGroup
          label={t("welcome.desk")}
          value={withPin ? "shared" : "personal"}
          onChange={(desk) => onPin(desk === "shared")}
          options={DESKS.map((value) => ({
            value,
            label: t(`welcome.desk-${value}`),
            description: t(`welcome.deskAbout-${value}`),
          }))}
        />
      )}
      {asks && (
        <>
          <TextField
            {...field}
            label={t(vault ? "welcome.pin" : "welcome.passphrase")}
            description={t(vault ? "welcome.pinHelp" : "welcome.passphraseHelp")}
            value={secret}
            onChange={onSecret}
            error={missing > 0 ? t("welcome.passphraseShort", { count: missing }) : null}
          />
          <TextField
            {...field}
            label={t("welcome.passphraseAgain")}
            value={again}
            onChange={onAgain}
            error={differs ? t("welcome.passphraseDiffers") : null}
          />
        </>
      )}
    </>
  );
}

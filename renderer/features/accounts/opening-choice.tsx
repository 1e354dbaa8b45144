import { useText } from "../../text";
import { RadioGroup, SelectField, TextField } from "../../ui";
import { CodeFields } from "./code-fields";
import type { Opening } from "./mailbox-fields";
import styles from "./accounts.module.css";

const WAYS = ["psc", "code", "link"] as const;
const PLACES = ["after", "comma", "alone"] as const;

type Part = { readonly opening: Opening; readonly onChange: (part: Partial<Opening>) => void };

/** By what a person's or a team's mailbox is opened. */
export function OpeningChoice({ opening, onChange }: Part) {
  const t = useText();
  return (
    <RadioGroup
      label={t("accounts.opening")}
      value={opening.way}
      onChange={(way) => onChange({ way })}
      options={WAYS.map((value) => ({
        value,
        label: t(`accounts.opening-${value}`),
        description: t(`accounts.openingAbout-${value}`),
      }))}
    />
  );
}

/** The login, the password and the code of a mailbox that opens so, and how its operator joins the two. */
export function CodeAccess({
  opening,
  address,
  tried,
  takesFocus,
  onChange,
}: Part & { readonly address: string; readonly tried: boolean; readonly takesFocus: boolean }) {
  const t = useText();
  return (
    <fieldset className={styles.sender}>
      <legend>{t("accounts.opening-code")}</legend>
      <TextField
        label={t("accounts.login")}
        description={t("accounts.loginHelp")}
        autoComplete="off"
        value={opening.login}
        placeholder={address}
        onChange={(login) => onChange({ login })}
        maxLength={254}
      />
      <SelectField
        label={t("accounts.codePlace")}
        description={t("accounts.codePlaceAbout")}
        value={opening.place}
        onChange={(place) => onChange({ place })}
        options={PLACES.map((value) => ({ value, label: t(`accounts.codePlace-${value}`) }))}
      />
      <CodeFields opening={opening} withPassword tried={tried} takesFocus={takesFocus} onChange={onChange} />
    </fieldset>
  );
}

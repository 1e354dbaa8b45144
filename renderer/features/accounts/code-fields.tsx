import { useText } from "../../text";
import { TextField } from "../../ui";
import { givenCode, type Opening } from "./mailbox-fields";

export type CodeFieldsProps = {
  readonly opening: Opening;
  /** The password is not known, or no longer. */
  readonly withPassword: boolean;
  /** The form was sent: what is missing is said. */
  readonly tried: boolean;
  readonly takesFocus?: boolean;
  readonly onChange: (part: Partial<Opening>) => void;
};

/** The password and the code of the moment, or both in one field where the operator wants it so. */
export function CodeFields({ opening, withPassword, tried, takesFocus = false, onChange }: CodeFieldsProps) {
  const t = useText();
  const { place, password, code } = opening;
  if (place === "alone") {
    return (
      <TextField
        label={t("accounts.codeAlone")}
        description={t("accounts.codeAloneHelp")}
        type="password"
        autoComplete="off"
        value={code}
        onChange={(next) => onChange({ code: next })}
        maxLength={200}
        takesFocus={takesFocus}
        error={tried && code.trim() === "" ? t("accounts.passwordMissing") : null}
      />
    );
  }
  const isCode = givenCode({ place, password: "-", code }, true) !== null;
  return (
    <>
      {withPassword && (
        <TextField
          label={t("accounts.password")}
          description={t("accounts.passwordHelp")}
          type="password"
          autoComplete="off"
          value={password}
          onChange={(next) => onChange({ password: next })}
          maxLength={200}
          takesFocus={takesFocus}
          error={tried && password === "" ? t("accounts.passwordMissing") : null}
        />
      )}
      <TextField
        label={t("accounts.code")}
        description={t("accounts.codeHelp")}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={(next) => onChange({ code: next })}
        maxLength={12}
        takesFocus={takesFocus && !withPassword}
        mono
        error={tried && !isCode ? t("accounts.codeInvalid") : null}
      />
    </>
  );
}

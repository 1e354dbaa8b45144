import { readRecoveryCode } from "#shared/rules/recovery-code";
import { useText, type Text } from "../../text";
import { TextField } from "../../ui";

/** The field where a recovery code is typed; `tried` once it was sent: only then is a fault said. */
export function CodeField({
  value,
  onChange,
  tried,
  wrong = false,
  takesFocus = false,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly tried: boolean;
  /** A code, but not the one. */
  readonly wrong?: boolean;
  readonly takesFocus?: boolean;
}) {
  const t = useText();
  return (
    <TextField
      label={t("welcome.code")}
      description={t("welcome.codeHelp")}
      value={value}
      onChange={onChange}
      mono
      autoComplete="off"
      maxLength={60}
      takesFocus={takesFocus}
      error={tried ? (codeFault(value, t) ?? (wrong ? t("welcome.codeWrong") : null)) : null}
    />
  );
}

/** Why what is typed cannot be a recovery code, or null. */
function codeFault(typed: string, t: Text): string | null {
  const read = readRecoveryCode(typed);
  if (read.ok) return null;
  return read.reason === "mistyped" ? t("welcome.codeMistyped") : t("welcome.codeShort", { count: read.missing });
}

import { useState, type FormEvent } from "react";
import type { AppState } from "#shared/domain/session";
import { readRecoveryCode } from "#shared/rules/recovery-code";
import { keepAppState, useCommand } from "../../bridge";
import { useNewSecret } from "./new-secret";

/** The form that a recovery code opens, a lost key or a backup: the code, then how the key is protected on this computer. */
export function useRecovery(name: "safety.recover" | "safety.restore", state: AppState) {
  const command = useCommand(name, { failures: "inline" });
  const secret = useNewSecret(state.vaultAvailable);
  const [code, setCode] = useState("");
  const [tried, setTried] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    const passphrase = secret.take();
    if (passphrase === undefined || !readRecoveryCode(code).ok) return;
    const result = await command.run({ code, passphrase });
    if (result.ok) keepAppState(result.value);
  };
  return { command, secret, code: { value: code, onChange: setCode, tried }, submit };
}

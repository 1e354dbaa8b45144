import { useState } from "react";
import type { Patient } from "#shared/domain/patient";
import { readInsDatamatrix } from "#shared/rules/ins-datamatrix";
import { ask } from "../../bridge";
import { useText } from "../../text";
import { Button, Dialog, TextField } from "../../ui";
import styles from "./patients.module.css";

/** What a scan gave: the record that is here already, or the traits of a new one. */
export type Scanned =
  | { readonly kind: "known"; readonly patient: Patient }
  | { readonly kind: "new"; readonly traits: Omit<Patient, "id"> };

/** Takes the keys of a scanner of INS datamatrix (or a paste): the record that it names, or what a new one starts with. */
export function ScanDialog({
  isOpen,
  onScanned,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onScanned: (scanned: Scanned) => void;
  readonly onClose: () => void;
}) {
  const t = useText();
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string | null>(null);
  const type = (text: string): void => {
    setTyped(text);
    setError(null);
  };
  const read = async (): Promise<void> => {
    const scanned = readInsDatamatrix(typed);
    if (!scanned.ok) return setError(t(`patients.scan-${scanned.reason}`));
    type("");
    onScanned(await recordOf(scanned));
  };
  const footer = (
    <Button variant="primary" onPress={() => void read()}>
      {t("patients.scanRead")}
    </Button>
  );
  return (
    <Dialog title={t("patients.scan")} isOpen={isOpen} onClose={onClose} footer={footer}>
      <div className={styles.scan}>
        <p>{t("patients.scanLead")}</p>
        <TextField
          label={t("patients.scanField")}
          value={typed}
          onChange={type}
          onKeyDown={({ key }) => {
            // The field keeps the keys that it hears to itself: Escape would not reach the dialog.
            if (key === "Enter") void read();
            else if (key === "Escape") onClose();
          }}
          takesFocus
          mono
          maxLength={1000}
          error={error}
        />
      </div>
    </Dialog>
  );
}

/** The record with this very INS, else the traits of a new one. */
async function recordOf({
  ins,
  traits,
}: Extract<ReturnType<typeof readInsDatamatrix>, { ok: true }>): Promise<Scanned> {
  const here = await ask("patients.list", { search: ins.matricule, limit: 5 });
  const known = here.find((one) => one.ins?.matricule === ins.matricule && one.ins.oid === ins.oid);
  if (known !== undefined) return { kind: "known", patient: known };
  // The symbol says that the identity is qualified elsewhere; here the person has still to check it.
  return { kind: "new", traits: { ...traits, ins, status: "RECUP" } };
}

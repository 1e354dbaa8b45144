import { useState } from "react";
import type { Patient } from "#shared/domain/patient";
import { mergePatients } from "#shared/rules/merge-patients";
import { traitDifferences } from "#shared/rules/trait-equality";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { Banner, Dialog, FailureBanner, FormActs, toasts } from "../../ui";
import { PatientChoice } from "../documents";
import styles from "./patients.module.css";

/** Two records of one person made one: which goes, what differs between them, and one gesture once it was looked at. */
export function MergeDialog({
  patient,
  isOpen,
  onClose,
}: {
  readonly patient: Patient;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const t = useText();
  const [other, setOther] = useState<Patient | null>(null);
  const merge = useCommand("patients.merge", { failures: "inline" });
  const result = other === null ? null : mergePatients(patient, other);
  const close = (): void => {
    setOther(null);
    onClose();
  };
  const run = async (): Promise<void> => {
    if (other === null) return;
    const done = await merge.run({ kept: patient.id, gone: other.id });
    if (!done.ok) return;
    toasts.show(t("patients.merged"), { tone: "good" });
    close();
  };
  return (
    <Dialog
      title={t("patients.mergeTitle", { name: `${patient.birthName} ${patient.firstName}` })}
      isOpen={isOpen}
      onClose={close}
      footer={
        <FormActs
          onCancel={close}
          variant="warning"
          isDisabled={result?.ok !== true}
          isPending={merge.pending}
          onPress={() => void run()}
        >
          {t("patients.merge")}
        </FormActs>
      }
    >
      <div className={styles.scan}>
        <p>{t("patients.mergeLead")}</p>
        <PatientChoice patient={other} onChoose={setOther} />
        {other !== null && result?.ok === true && <Differing kept={patient} gone={other} />}
        {result?.ok === false && <Banner tone="warning">{t(`patients.mergeRefused-${result.reason}`)}</Banner>}
        <FailureBanner failure={merge.failure} />
      </div>
    </Dialog>
  );
}

function Differing({ kept, gone }: { readonly kept: Patient; readonly gone: Patient }) {
  const t = useText();
  const differences = traitDifferences(kept, gone);
  if (differences.length === 0) return <Banner>{t("patients.mergeSame")}</Banner>;
  return (
    <Banner tone="warning">
      <p>{t("patients.mergeDiffers")}</p>
      <ul>
        {differences.map(({ field }) => (
          <li key={field}>
            {t("patients.mergeDifference", {
              field: t.ofCode("patients", field),
              kept: kept[field] || "–",
              gone: gone[field] || "–",
            })}
          </li>
        ))}
      </ul>
    </Banner>
  );
}

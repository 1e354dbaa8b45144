import { useState, type FormEvent } from "react";
import type { Patient } from "#shared/domain/patient";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { Checkbox, FailureBanner, FormActs, SelectField, TextField, toasts } from "../../ui";
import { faultsOf, savedTraits, typedTraits, type Authority, type TypedTraits } from "./patient-traits";
import styles from "./patients.module.css";

const AUTHORITIES = ["nir", "nia", "test", "demo"] as const satisfies readonly Authority[];
const STATUSES = ["PROV", "RECUP", "VALI", "QUAL"] as const;
const SEXES = ["female", "male", "unknown"] as const;

/** What each part of the form is given: what is typed, how to change it, what is wrong with a field once saving was tried. */
type Part = {
  readonly typed: TypedTraits;
  readonly set: (changed: Partial<TypedTraits>) => void;
  readonly errorOf: (field: keyof ReturnType<typeof faultsOf>) => string | null;
};

/** Creates a record or changes its traits. `onDone` with the record saved, or null when nothing was. */
export function PatientForm({
  patient,
  start = null,
  onDone,
}: {
  readonly patient: Patient | null;
  /** What a new record begins with, such as what a scanner read. */
  readonly start?: Omit<Patient, "id"> | null;
  readonly onDone: (patient: Patient | null) => void;
}) {
  const t = useText();
  const save = useCommand("patients.save", { failures: "inline" });
  const [typed, setTyped] = useState(() => typedTraits(patient ?? start));
  const [tried, setTried] = useState(false);
  const faults = faultsOf(typed);
  const set = (changed: Partial<TypedTraits>): void => setTyped((now) => ({ ...now, ...changed }));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    const result = await save.run({ id: patient?.id ?? null, traits: savedTraits(typed) });
    if (!result.ok) return;
    toasts.show(t("patients.saved"), { tone: "good" });
    onDone(result.value);
  };
  const errorOf: Part["errorOf"] = (field) =>
    tried && faults[field] !== undefined ? t(`patients.${faults[field]}`) : null;
  return (
    <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <h2 className={styles.name}>
        {patient === null ? t("patients.create") : `${patient.birthName} ${patient.firstName}`}
      </h2>
      <FailureBanner failure={save.failure} />
      <div className={styles.fields}>
        <Names typed={typed} set={set} errorOf={errorOf} />
        <Birth typed={typed} set={set} errorOf={errorOf} />
        <Identifier typed={typed} set={set} errorOf={errorOf} />
      </div>
      <Oppositions typed={typed} set={set} errorOf={errorOf} />
      <div className={styles.formActions}>
        <FormActs onCancel={() => onDone(null)} type="submit" isPending={save.pending}>
          {t("patients.save")}
        </FormActs>
      </div>
    </form>
  );
}

function Names({ typed, set, errorOf }: Part) {
  const t = useText();
  const text = (
    field: "birthName" | "firstName" | "names" | "usedName" | "usedFirstName",
    error: string | null = null,
  ) => (
    <TextField
      label={t(`patients.${field}`)}
      value={typed[field]}
      onChange={(value) => set({ [field]: value })}
      maxLength={field === "names" ? 200 : 100}
      error={error}
    />
  );
  return (
    <>
      {text("birthName", errorOf("birthName"))}
      {text("firstName", errorOf("firstName"))}
      {text("names")}
      {text("usedName")}
      {text("usedFirstName")}
    </>
  );
}

function Birth({ typed, set, errorOf }: Part) {
  const t = useText();
  return (
    <>
      <SelectField
        label={t("patients.sex")}
        value={typed.sex}
        onChange={(sex) => set({ sex })}
        options={SEXES.map((value) => ({ value, label: t(`app.sex-${value}`) }))}
      />
      <TextField
        label={t("patients.birthDate")}
        description={t("patients.birthDateHelp")}
        inputMode="numeric"
        value={typed.birthDate}
        onChange={(birthDate) => set({ birthDate })}
        error={errorOf("birthDate")}
      />
      <TextField
        label={t("patients.birthPlace")}
        description={t("patients.birthPlaceHelp")}
        mono
        value={typed.birthPlace}
        onChange={(birthPlace) => set({ birthPlace })}
        maxLength={5}
        error={errorOf("birthPlace")}
      />
    </>
  );
}

function Identifier({ typed, set, errorOf }: Part) {
  const t = useText();
  return (
    <>
      <TextField
        label={t("patients.matricule")}
        description={t("patients.matriculeHelp")}
        mono
        value={typed.matricule}
        onChange={(matricule) => set({ matricule })}
        maxLength={24}
        error={errorOf("matricule")}
      />
      <SelectField
        label={t("patients.authority")}
        value={typed.authority}
        onChange={(authority) => set({ authority })}
        options={AUTHORITIES.map((value) => ({ value, label: t(`patients.authority-${value}`) }))}
      />
      <SelectField
        label={t("patients.status")}
        value={typed.status}
        onChange={(status) => set({ status })}
        description={t(`patients.statusAbout-${typed.status}`)}
        options={STATUSES.map((value) => ({ value, label: t(`patients.status-${value}`) }))}
      />
    </>
  );
}

/** To receiving messages (MSS/va1.20), and to professionals exchanging about the patient (MSS/va1.22); each with its date. */
function Oppositions({ typed, set, errorOf }: Part) {
  const t = useText();
  return (
    <div className={styles.oppositions} role="group" aria-label={t("patients.oppositions")}>
      <Opposition
        label={t("patients.opposition")}
        about={t("patients.oppositionAbout")}
        opposed={typed.opposed}
        on={typed.opposedOn}
        error={errorOf("opposedOn")}
        onChange={(opposed, opposedOn) => set({ opposed, opposedOn })}
      />
      <Opposition
        label={t("patients.oppositionProfessionals")}
        about={t("patients.oppositionProfessionalsAbout")}
        opposed={typed.opposedToProfessionals}
        on={typed.opposedToProfessionalsOn}
        error={errorOf("opposedToProfessionalsOn")}
        onChange={(opposedToProfessionals, opposedToProfessionalsOn) =>
          set({ opposedToProfessionals, opposedToProfessionalsOn })
        }
      />
    </div>
  );
}

function Opposition({
  label,
  about,
  opposed,
  on,
  error,
  onChange,
}: {
  readonly label: string;
  readonly about: string;
  readonly opposed: boolean;
  readonly on: string;
  readonly error: string | null;
  readonly onChange: (opposed: boolean, on: string) => void;
}) {
  const t = useText();
  return (
    <div className={styles.opposition}>
      <Checkbox isSelected={opposed} onChange={(now) => onChange(now, on)}>
        {label}
      </Checkbox>
      {opposed && (
        <TextField
          label={t("patients.oppositionDate")}
          description={about}
          placeholder={t("patients.birthDateHelp")}
          value={on}
          onChange={(date) => onChange(true, date)}
          error={error}
        />
      )}
    </div>
  );
}

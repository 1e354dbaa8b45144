import { useState } from "react";
import type { EnvironmentBase, EnvironmentFields, EnvironmentsView } from "#shared/domain/environment-setup";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Banner, Dialog, FailureBanner, FormActs, RadioGroup, toasts } from "../../ui";
import { Anchors } from "./anchors";
import { Certificate } from "./certificate";
import { ClientFields } from "./client-fields";
import { CustomFields } from "./custom-fields";
import styles from "./environment.module.css";

const BASES = ["production", "bas", "custom"] as const;

/** The environments of the profile, and what the chosen one still lacks. */
export function EnvironmentDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const view = useQueryOf("environment.view", undefined, { enabled: isOpen }).data;
  if (!isOpen || view === undefined) return null;
  return <OpenDialog view={view} onClose={onClose} />;
}

function OpenDialog({ view, onClose }: { readonly view: EnvironmentsView; readonly onClose: () => void }) {
  const t = useText();
  const save = useCommand("environment.save", { failures: "inline" });
  const [base, setBase] = useState<EnvironmentBase>(view.active);
  const [typed, setTyped] = useState<Partial<Record<EnvironmentBase, Partial<EnvironmentFields>>>>({});
  const [secret, setSecret] = useState<string | null>(null);
  const setup = view.setups[base];
  const fields = { ...setup.fields, ...typed[base] };
  const edit = (change: Partial<EnvironmentFields>): void =>
    setTyped((now) => ({ ...now, [base]: { ...now[base], ...change } }));
  const choose = (next: EnvironmentBase): void => {
    setBase(next);
    setSecret(null);
  };
  const keep = async (): Promise<void> => {
    const result = await save.run({ base, fields, clientSecret: secret });
    if (!result.ok) return;
    toasts.show(t("environment.saved"), { tone: "good" });
    onClose();
  };
  return (
    <Dialog
      title={t("environment.title")}
      isOpen
      onClose={onClose}
      size="large"
      footer={
        <FormActs onCancel={onClose} isPending={save.pending} onPress={() => void keep()}>
          {t("environment.save")}
        </FormActs>
      }
    >
      <div className={styles.body}>
        <RadioGroup
          label={t("environment.which")}
          value={base}
          onChange={choose}
          options={BASES.map((value) => ({ value, label: t(`environment.base-${value}`) }))}
        />
        <Missing setup={setup} />
        <ClientFields fields={fields} setup={setup} secret={secret} onEdit={edit} onSecret={setSecret} />
        {fields.proof === "certificate" && fields.relayUrl === "" && <Certificate base={base} setup={setup} />}
        {base === "custom" && <CustomFields fields={fields} onEdit={edit} />}
        <Anchors base={base} anchors={setup.anchors} />
        <FailureBanner failure={save.failure} />
      </div>
    </Dialog>
  );
}

/** What is missing, and what cannot be done without it. */
function Missing({ setup }: { readonly setup: EnvironmentsView["setups"][EnvironmentBase] }) {
  const t = useText();
  if (setup.missing.length === 0) return <Banner tone="good">{t("environment.complete")}</Banner>;
  return (
    <Banner tone="warning">
      <ul className={styles.missing}>
        {setup.missing.map((piece) => (
          <li key={piece}>{t(`environment.missing-${piece}`)}</li>
        ))}
      </ul>
    </Banner>
  );
}

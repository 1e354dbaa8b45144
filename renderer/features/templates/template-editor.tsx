import { useRef, useState } from "react";
import type { Input } from "#shared/contract/index";
import { fieldMark, TEMPLATE_FIELDS } from "#shared/rules/template-fields";
import { TEMPLATE_LIMITS } from "#shared/rules/template-file";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, Dialog, FailureBanner, FormActs, SelectField, TextField } from "../../ui";
import styles from "./templates.module.css";

/** A template as it is edited; no identifier: a new one. */
export type Edited = Input<"templates.save">;

const EVERY = "every";

/** Name, mailbox, subject and text of a template; a field is put where the caret stands. */
export function TemplateEditor({ edited, onClose }: { readonly edited: Edited; readonly onClose: () => void }) {
  const t = useText();
  const save = useCommand("templates.save", { failures: "inline" });
  const [fields, setFields] = useState(edited);
  const [tried, setTried] = useState(false);
  const set = (changed: Partial<Edited>): void => setFields({ ...fields, ...changed });
  const keep = async (): Promise<void> => {
    setTried(true);
    if (fields.name.trim() === "") return;
    const result = await save.run({ ...fields, name: fields.name.trim() });
    if (result.ok) onClose();
  };
  return (
    <Dialog
      title={t(edited.id === null ? "templates.new" : "templates.editTitle")}
      isOpen
      onClose={onClose}
      size="large"
      footer={
        <FormActs onCancel={onClose} isPending={save.pending} onPress={() => void keep()}>
          {t("templates.save")}
        </FormActs>
      }
    >
      <div className={styles.editor}>
        <FailureBanner failure={save.failure} />
        <Head fields={fields} set={set} nameless={tried && fields.name.trim() === ""} />
        <TextOf text={fields.text} onChange={(text) => set({ text })} />
      </div>
    </Dialog>
  );
}

function Head({
  fields,
  set,
  nameless,
}: {
  readonly fields: Edited;
  readonly set: (changed: Partial<Edited>) => void;
  readonly nameless: boolean;
}) {
  const t = useText();
  return (
    <>
      <div className={styles.columns}>
        <TextField
          label={t("templates.name")}
          value={fields.name}
          onChange={(name) => set({ name })}
          maxLength={TEMPLATE_LIMITS.name}
          takesFocus
          error={nameless ? t("templates.nameMissing") : null}
        />
        <MailboxChoice value={fields.mailboxId} onChange={(mailboxId) => set({ mailboxId })} />
      </div>
      <TextField
        label={t("templates.subject")}
        description={t("templates.subjectAbout")}
        value={fields.subject}
        onChange={(subject) => set({ subject })}
        maxLength={TEMPLATE_LIMITS.subject}
      />
    </>
  );
}

function MailboxChoice({
  value,
  onChange,
}: {
  readonly value: Edited["mailboxId"];
  readonly onChange: (value: Edited["mailboxId"]) => void;
}) {
  const t = useText();
  const mailboxes = useQueryOf("mailboxes.list", undefined).data ?? [];
  return (
    <SelectField
      label={t("templates.mailbox")}
      value={value ?? EVERY}
      onChange={(chosen) => onChange(mailboxes.find(({ id }) => id === chosen)?.id ?? null)}
      options={[
        { value: EVERY, label: t("templates.everyMailbox") },
        ...mailboxes.map(({ id, name }) => ({ value: id as string, label: name })),
      ]}
    />
  );
}

function TextOf({ text, onChange }: { readonly text: string; readonly onChange: (text: string) => void }) {
  const t = useText();
  const area = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const put = (mark: string): void => {
    const from = area.current?.selectionStart ?? text.length;
    const to = area.current?.selectionEnd ?? text.length;
    onChange(text.slice(0, from) + mark + text.slice(to));
    area.current?.focus();
  };
  return (
    <>
      <TextField
        label={t("templates.text")}
        rows={10}
        value={text}
        onChange={onChange}
        maxLength={TEMPLATE_LIMITS.text}
        spellCheck
        inputRef={area}
      />
      <div role="group" aria-label={t("templates.fields")} className={styles.fields}>
        <span className={styles.note}>{t("templates.fields")}</span>
        {TEMPLATE_FIELDS.map((field) => (
          <Button key={field} onPress={() => put(fieldMark(field))}>
            {t(`templates.field-${field}`)}
          </Button>
        ))}
      </div>
    </>
  );
}

import { useState } from "react";
import type { Signature } from "#shared/domain/template";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, Card, TextField } from "../../ui";
import styles from "./templates.module.css";

/** The signature of each mailbox, put at the foot of what is written from it. */
export function SignatureCard() {
  const t = useText();
  const mailboxes = useQueryOf("mailboxes.list", undefined).data ?? [];
  const signatures = useQueryOf("signatures.list", undefined).data;
  if (signatures === undefined) return null;
  return (
    <Card title={t("templates.signatures")}>
      <p className={styles.note}>{t("templates.signaturesAbout")}</p>
      {mailboxes.map((mailbox) => {
        const text = signatures.find(({ mailboxId }) => mailboxId === mailbox.id)?.text ?? "";
        return (
          <SignatureField
            key={`${mailbox.id}${text}`}
            signature={{ mailboxId: mailbox.id, text }}
            name={mailbox.name}
          />
        );
      })}
    </Card>
  );
}

function SignatureField({ signature, name }: { readonly signature: Signature; readonly name: string }) {
  const t = useText();
  const save = useCommand("signatures.save");
  const [text, setText] = useState(signature.text);
  return (
    <div className={styles.signature}>
      <TextField label={name} rows={4} value={text} onChange={setText} maxLength={2000} spellCheck />
      <Button
        isDisabled={text === signature.text}
        isPending={save.pending}
        aria-label={t("templates.saveSignature", { name })}
        onPress={() => void save.run({ mailboxId: signature.mailboxId, text })}
      >
        {t("templates.save")}
      </Button>
    </div>
  );
}

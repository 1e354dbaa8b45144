import FileKey from "lucide-react/icons/file-key";
import { useState } from "react";
import type { MailboxView } from "#shared/contract/accounts";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, Dialog, toasts } from "../../ui";
import { CertificateFile } from "../accounts";

/** The certificate that opens a mailbox of a software, and the way to another before it ends. */
export function MailboxCertificate({ mailbox }: { readonly mailbox: MailboxView }) {
  const t = useText();
  const mailboxId = mailbox.id;
  const certificate = useQueryOf("mailboxes.certificate", { mailboxId }).data ?? null;
  const replace = useCommand("mailboxes.replaceCertificate", { failures: "inline" });
  const [isOpen, setOpen] = useState(false);
  const choose = async (passphrase: string): Promise<boolean> => {
    const result = await replace.run({ mailboxId, passphrase });
    if (!result.ok || result.value === null) return false;
    toasts.show(t("accounts.certificateReplaced"), { tone: "good" });
    setOpen(false);
    return true;
  };
  return (
    <>
      <Button icon={FileKey} onPress={() => setOpen(true)}>
        {t("accounts.certificateOpen")}
      </Button>
      <Dialog title={t("accounts.certificate")} isOpen={isOpen} onClose={() => setOpen(false)} size="small">
        <CertificateFile
          certificate={certificate}
          pending={replace.pending}
          failure={replace.failure}
          onChoose={choose}
        />
      </Dialog>
    </>
  );
}

import MailX from "lucide-react/icons/mail-x";
import type { MessageView } from "#shared/domain/message";
import { momentOf } from "#shared/text/formats/index";
import { useText } from "../../text";
import { Banner, Button, useToday } from "../../ui";
import { workspace } from "../../workspace";
import { FailureCode } from "./receipt-note";

const ARCHIVE = /ihe[_-]?xdm.*\.zip$/iu;

/** What was told to the sender of a message that could not be integrated, and the way to tell it where its archive cannot even be read. */
export function ReportNote({ message }: { readonly message: MessageView }) {
  const t = useText();
  const today = useToday();
  if (message.outgoing) return null;
  if (message.reported !== null) {
    return (
      <Banner>
        <p>{t("reports.reported", { when: momentOf(message.reported.at, today, t.language) })}</p>
        <FailureCode code={message.reported.code} />
      </Banner>
    );
  }
  const unreadable =
    message.receipt === null &&
    message.bodyState === "stored" &&
    message.documents.length === 0 &&
    message.attachments.some(({ name }) => ARCHIVE.test(name));
  if (!unreadable) return null;
  return (
    <Banner
      tone="warning"
      actions={
        <Button
          icon={MailX}
          onPress={() => workspace.show({ kind: "report", messageId: message.id, documentId: null })}
        >
          {t("reports.action")}
        </Button>
      }
    >
      {t("reports.unreadableArchive")}
    </Banner>
  );
}

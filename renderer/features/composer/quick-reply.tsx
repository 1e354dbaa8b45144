import PencilLine from "lucide-react/icons/pencil-line";
import Send from "lucide-react/icons/send";
import { useRef, type KeyboardEvent } from "react";
import type { DraftId } from "#shared/domain/ids";
import type { ConversationView, MessageView } from "#shared/domain/message";
import { senderKind } from "#shared/rules/address";
import { useText } from "../../text";
import { Banner, Button, IconButton, Switch } from "../../ui";
import { workspace } from "../../workspace";
import { useShared } from "../sharing";
import { CollisionNote } from "./collision-note";
import { useJoining } from "./use-attaching";
import { useFilesDropped } from "./use-files-dropped";
import { useReplyDraft } from "./use-reply-draft";
import { useSending } from "./use-sending";
import dropped from "./composer.module.css";
import styles from "./quick-reply.module.css";

/** The answer at the foot of a conversation: text, FIN for a patient, send. It is a draft from its first second. */
export function QuickReply({ conversation }: { readonly conversation: ConversationView }) {
  const { messages } = conversation;
  const answered = messages.findLast((message) => !message.outgoing && message.receipt === null) ?? messages.at(-1);
  if (answered === undefined || answered.receipt !== null) return null;
  return <Reply key={conversation.row.id} answered={answered} conversation={conversation} />;
}

function Reply({
  answered,
  conversation,
}: {
  readonly answered: MessageView;
  readonly conversation: ConversationView;
}) {
  const t = useText();
  const { name, mailboxId } = conversation.row;
  const shared = useShared();
  const reply = useReplyDraft(answered.id);
  const joining = useJoining();
  const place = useRef<HTMLDivElement>(null);
  const patient = goesTo(answered).some((address) => senderKind(address) === "patient");
  const sending = useSending({
    ready: reply.ready,
    // What is wrong cannot be mended here: the editor shows it.
    onBlocked: (_check, id) => workspace.write(id),
    onSent: reply.clear,
  });
  const key = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || reply.text.trim() === "") return;
    event.preventDefault();
    sending.send();
  };
  const edit = async (files: readonly File[] = []): Promise<void> => {
    const id = await reply.ready();
    if (id === null) return;
    await joining.join(id, files);
    reply.clear();
    workspace.write(id);
  };
  // Files dropped on the conversation go on in the editor, joined to its answer.
  const dropping = useFilesDropped(place, (files) => void edit(files));
  const begun = conversation.drafts.find((id) => !reply.isOwn(id));
  return (
    <div className={styles.reply} ref={place}>
      {dropping && <p className={dropped.drop}>{t("writing.dropToAnswer")}</p>}
      {begun !== undefined && reply.text.trim() === "" && <BegunNote id={begun} />}
      {reply.text.trim() !== "" && shared(mailboxId) && <CollisionNote conversation={conversation} />}
      <textarea
        className={styles.text}
        aria-label={t("writing.replyText", { name })}
        placeholder={t("writing.reply", { name })}
        rows={1}
        value={reply.text}
        onChange={(event) => reply.write({ text: event.target.value })}
        onKeyDown={key}
      />
      <Actions patient={patient} reply={reply} sending={sending} onEdit={() => void edit()} />
      {patient && reply.fin && <p className={styles.about}>{t("writing.finAbout")}</p>}
      {sending.dialog}
    </div>
  );
}

/** What was begun here and left is gone on with, instead of written a second time. */
function BegunNote({ id }: { readonly id: DraftId }) {
  const t = useText();
  return (
    <div className={styles.note}>
      <Banner actions={<Button onPress={() => workspace.write(id)}>{t("writing.resume")}</Button>}>
        {t("writing.begunHere")}
      </Banner>
    </div>
  );
}

function Actions({
  patient,
  reply,
  sending,
  onEdit,
}: {
  readonly patient: boolean;
  readonly reply: ReturnType<typeof useReplyDraft>;
  readonly sending: ReturnType<typeof useSending>;
  readonly onEdit: () => void;
}) {
  const t = useText();
  return (
    <div className={styles.actions}>
      {patient && (
        <Switch
          tone="patient"
          label={t("writing.fin")}
          isSelected={reply.fin}
          onChange={(fin) => reply.write({ fin })}
        />
      )}
      <IconButton icon={PencilLine} label={t("writing.inEditor")} onPress={onEdit} />
      <Button
        variant="primary"
        icon={Send}
        isDisabled={reply.text.trim() === ""}
        isPending={sending.busy}
        onPress={sending.send}
      >
        {t("writing.send")}
      </Button>
    </div>
  );
}

/** Where an answer to this message goes, as main decides it. */
const goesTo = (message: MessageView): readonly string[] =>
  (message.outgoing ? message.to : message.replyTo.length > 0 ? message.replyTo : [message.from]).map(
    ({ address }) => address,
  );

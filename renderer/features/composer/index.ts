import type { ConversationView } from '#shared/domain/message';
import type { DraftId } from '#shared/domain/ids';

export const Composer = (_props: { readonly draftId: DraftId; readonly onClose: () => void }) => null;
export const QuickReply = (_props: { readonly conversation: ConversationView }) => null;

import type { DocumentId } from '#shared/domain/ids';
import type { DocumentCard } from '#shared/domain/message';

export const DocumentReader = (_props: { readonly id: DocumentId; readonly onClose: () => void }) => null;
export const DocumentCardView = (_props: { readonly card: DocumentCard; readonly onRead: () => void; readonly onFile: () => void }) => null;
export const FilingPanel = (_props: { readonly id: DocumentId }) => null;

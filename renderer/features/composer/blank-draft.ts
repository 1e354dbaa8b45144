import type { Draft, DraftFields } from "#shared/domain/draft";
import { withItsText } from "#shared/rules/rich-draft";
import { signatureBlock } from "#shared/rules/signature";
import { everyone } from "./draft-recipients";

/** What tells whether anything was put in a draft. */
export type Written = {
  readonly fields: DraftFields;
  readonly attachments: Draft["attachments"];
  readonly answers: Draft["answers"];
};

/** Whether a new message holds nothing of the person's: no recipient, subject, file or word but the signature that Pli put there. An answer never is. */
export function isBlank({ fields, attachments, answers }: Written, signature: string): boolean {
  const text = withItsText(fields).text.trim();
  return (
    answers === null &&
    attachments.length === 0 &&
    everyone(fields).length === 0 &&
    fields.subject.trim() === "" &&
    (text === "" || text === signatureBlock(signature).trim())
  );
}

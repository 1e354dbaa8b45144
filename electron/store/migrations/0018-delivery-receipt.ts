/** A delivery report (DSN, RFC 3461) is asked for the message of a draft. */
export const deliveryReceiptSchema = `
ALTER TABLE drafts ADD COLUMN delivery_receipt INTEGER NOT NULL DEFAULT 0;
`;

import type Database from "@signalapp/sqlcipher";
import { mailSchema } from "./migrations/0001-mail";
import { documentSchema } from "./migrations/0002-documents";
import { writingSchema } from "./migrations/0003-writing";
import { journalSchema } from "./migrations/0004-journal";
import { failureReportSchema } from "./migrations/0005-failure-reports";
import { templateSchema } from "./migrations/0006-templates";
import { confirmedSchema } from "./migrations/0007-confirmed";
import { daySchema } from "./migrations/0008-day";
import { madeDocumentSchema } from "./migrations/0009-made-documents";
import { contactSchema } from "./migrations/0010-contacts";
import { draftCopySchema } from "./migrations/0011-draft-copies";
import { oppositionSchema } from "./migrations/0012-oppositions";
import { publicationSchema } from "./migrations/0013-publications";
import { mailRuleSchema } from "./migrations/0014-mail-rules";
import { takenSchema } from "./migrations/0015-taken";
import { keywordSchema } from "./migrations/0016-keywords";
import { refusedArchiveSchema } from "./migrations/0017-refused-archives";
import { deliveryReceiptSchema } from "./migrations/0018-delivery-receipt";
import { richTextSchema } from "./migrations/0019-rich-text";
import { scanSchema } from "./migrations/0020-scans";
import { unjudgedArchiveSchema } from "./migrations/0021-unjudged-archives";
import { listSortSchema } from "./migrations/0022-list-sorts";
import { listTotalSchema } from "./migrations/0023-list-totals";
import { namesakeSchema } from "./migrations/0024-namesakes";
import { correspondentSchema } from "./migrations/0025-correspondents";
import { unreadBackSchema } from "./migrations/0026-unread-back";
import { StoreError } from "./store-error";

/** Every migration in order; a released one is never changed, a new one is added at the end. */
export const MIGRATIONS: readonly string[] = [
  mailSchema,
  documentSchema,
  writingSchema,
  journalSchema,
  failureReportSchema,
  templateSchema,
  confirmedSchema,
  daySchema,
  madeDocumentSchema,
  contactSchema,
  draftCopySchema,
  oppositionSchema,
  publicationSchema,
  mailRuleSchema,
  takenSchema,
  keywordSchema,
  refusedArchiveSchema,
  deliveryReceiptSchema,
  richTextSchema,
  scanSchema,
  unjudgedArchiveSchema,
  listSortSchema,
  listTotalSchema,
  namesakeSchema,
  correspondentSchema,
  unreadBackSchema,
];

/** The schema that this build writes. */
export const LATEST_SCHEMA = MIGRATIONS.length;

/** Applies what is missing, each migration in its own transaction with the version; refuses a schema of a later release. */
export function migrate(db: Database, migrations: readonly string[] = MIGRATIONS): number {
  const version = Number(db.pragma("user_version", { simple: true }) ?? 0);
  if (version > migrations.length) throw new StoreError("newer-schema");
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue;
    db.transaction(() => {
      db.exec(sql);
      db.exec(`PRAGMA user_version = ${index + 1}`);
    })();
  }
  return migrations.length;
}

import type { DocumentId } from "#shared/domain/ids";
import type { Store } from "../open";
import { StoreError } from "../store-error";
import { refreshConversations } from "./summary";

/** What a person answers to a deletion that the author asks (LGC.MSS/UX.05); null takes the answer back. */
export type DeletionAnswer = "delete" | "keep" | null;

type Request = { readonly unique_id: string; readonly matricule: string | null; readonly anomalies: string };

const MARKS = { delete: "delete-accepted", keep: "delete-refused", open: "delete-requested" } as const;

/**
 * Keeps what a person answers to the deletion that a sender asks: every copy of the document that the request names is marked deleted, or
 * stays; nothing is ever erased, and the answer can be taken back.
 */
export function answerDeletion(store: Store, requestId: DocumentId, answer: DeletionAnswer): void {
  store.transaction(() => {
    const request = store.get<Request>(
      "SELECT unique_id, matricule, anomalies FROM documents WHERE id = ? AND action = 'delete' AND returned = 0",
      [requestId],
    );
    const codes = request === undefined ? [] : (JSON.parse(request.anomalies) as string[]);
    const mark = codes.findIndex((code) => Object.values<string>(MARKS).includes(code));
    if (request === undefined || mark < 0) throw new StoreError("refused", { about: "documents" });
    store.run("UPDATE documents SET anomalies = ? WHERE id = ?", [
      JSON.stringify(codes.with(mark, MARKS[answer ?? "open"])),
      requestId,
    ]);
    if (answer === "delete") markDeleted(store, request);
    else bringBack(store, request);
    refresh(store, request);
  });
}

function markDeleted(store: Store, { unique_id, matricule }: Request): void {
  store.run("UPDATE documents SET state = 'deleted' WHERE unique_id = ? AND matricule IS ? AND returned = 0", [
    unique_id,
    matricule,
  ]);
}

/** What was marked deleted is in force again, unless a newer version that is in force replaced it meanwhile. */
function bringBack(store: Store, { unique_id, matricule }: Request): void {
  store.run(
    `UPDATE documents SET state = CASE WHEN EXISTS (SELECT 1 FROM documents n WHERE n.replaces = documents.unique_id AND n.matricule IS documents.matricule
       AND n.state = 'current' AND n.returned = 0 AND n.action <> 'delete') THEN 'replaced' ELSE 'current' END
     WHERE unique_id = ? AND matricule IS ? AND returned = 0 AND state = 'deleted'`,
    [unique_id, matricule],
  );
}

function refresh(store: Store, { unique_id }: Request): void {
  refreshConversations(
    store,
    store
      .all<{ conversation: number }>(
        "SELECT DISTINCT m.conversation FROM documents d JOIN messages m ON m.seq = d.message WHERE d.unique_id = ?",
        [unique_id],
      )
      .map(({ conversation }) => conversation),
  );
}

/** Marks that a person may set aside, having looked: the version then takes the place of those before it. */
const DOUBTS: readonly string[] = [
  "version-not-latest",
  "version-author-not-allowed",
  "version-patient-unverified",
  "version-same-id-other-content",
];

/** A person says that a version, kept apart for a doubt, is the one in force: the other versions of it are marked replaced. */
export function putInForce(store: Store, id: DocumentId): void {
  store.transaction(() => {
    const row = store.get<Row>(
      "SELECT seq, set_id, unique_id, replaces, matricule, anomalies FROM documents WHERE id = ? AND action <> 'delete' AND returned = 0",
      [id],
    );
    const codes = row === undefined ? [] : (JSON.parse(row.anomalies) as string[]);
    const doubt = codes.findIndex((code) => DOUBTS.includes(code));
    if (row === undefined || doubt < 0) throw new StoreError("refused", { about: "documents" });
    store.run("UPDATE documents SET anomalies = ?, state = 'current' WHERE seq = ?", [
      JSON.stringify(codes.with(doubt, "version-accepted")),
      row.seq,
    ]);
    store.run(
      `UPDATE documents SET state = 'replaced' WHERE seq <> ? AND matricule IS ? AND state = 'current' AND returned = 0 AND action <> 'delete'
         AND ((set_id <> '' AND set_id = ?) OR (unique_id <> '' AND unique_id IN (?, ?)))`,
      [row.seq, row.matricule, row.set_id, row.replaces, row.unique_id],
    );
    refresh(store, row);
    if (row.replaces !== "") refresh(store, { ...row, unique_id: row.replaces });
  });
}

type Row = Request & { readonly seq: number; readonly set_id: string; readonly replaces: string };

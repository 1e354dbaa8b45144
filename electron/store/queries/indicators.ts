import type { Indicator } from "#shared/contract/indicators";
import type { Store } from "../open";

/** Most months told: ten years. */
const MOST_ROWS = 20_000;

/**
 * Documents received and sent, by month and type, with and without an INS (a sender writes it only for a qualified identity). What came back in a
 * report, what asks a deletion, and what has not left are not counted.
 */
export function indicators(store: Store): readonly Indicator[] {
  return store
    .all<Indicator & { readonly sent: number }>(
      `SELECT substr(m.date, 1, 7) AS month, m.outgoing AS sent, d.type_code AS code, max(d.type_label) AS type,
         sum(d.matricule IS NOT NULL) AS withIns, sum(d.matricule IS NULL) AS withoutIns
       FROM documents d JOIN messages m ON m.seq = d.message
       WHERE d.returned = 0 AND d.action <> 'delete'
         AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.message = m.seq AND o.state NOT IN ('sent', 'filing'))
       GROUP BY month, m.outgoing, d.type_code ORDER BY month DESC, m.outgoing, type LIMIT ${MOST_ROWS}`,
      [],
    )
    .map(({ sent, month, code, type, withIns, withoutIns }) => ({
      month,
      direction: sent === 1 ? "sent" : "received",
      code,
      type,
      withIns,
      withoutIns,
    }));
}

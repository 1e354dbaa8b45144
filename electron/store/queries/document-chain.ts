import { decideVersion } from "#shared/rules/document-version";
import type { IncomingVersion, KnownVersion, VersionDecision } from "#shared/rules/document-version";
import type { Store } from "../open";

/** Documents that could be of the same chain: same id, same set, or linked by a replacement either way. */
export function knownVersions(store: Store, { id, setId, replaces }: IncomingVersion): readonly KnownVersion[] {
  const rows = store.all<VersionRow>(
    `SELECT ${COLUMNS} FROM documents WHERE returned = 0 AND action <> 'delete' AND seq IN (
       SELECT seq FROM documents WHERE unique_id <> '' AND unique_id IN (?, ?) UNION SELECT seq FROM documents WHERE set_id <> '' AND set_id = ?
       UNION SELECT seq FROM documents WHERE replaces <> '' AND replaces = ?) LIMIT 500`,
    [id, replaces ?? "", setId, id],
  );
  return rows.map(asKnown);
}

type VersionRow = {
  readonly unique_id: string;
  readonly set_id: string;
  readonly version: number | null;
  readonly replaces: string;
  readonly matricule: string | null;
  readonly state: string;
  readonly traits: string;
};

const COLUMNS = "unique_id, set_id, version, replaces, matricule, state, traits";

function asKnown(row: VersionRow): KnownVersion {
  const {
    authors = [],
    organizations = [],
    sha256 = "",
  } = JSON.parse(row.traits) as { authors?: string[]; organizations?: string[]; sha256?: string };
  return {
    id: row.unique_id,
    setId: row.set_id,
    version: row.version,
    replaces: row.replaces === "" ? null : row.replaces,
    matricule: row.matricule ?? "",
    authors,
    organizations,
    state: row.state as KnownVersion["state"],
    sha256,
  };
}

/**
 * What came before the document that it speaks of is looked at again once that document is here: a replacement no longer says that its target was
 * not received, a request to delete is decided as if it had come in order. Gives the conversations concerned.
 */
export function settleEarlier(store: Store, { id, matricule, action }: IncomingVersion): readonly number[] {
  if (action === "delete" || id === "") return [];
  const waiting = store.all<VersionRow & { seq: number; action: string; anomalies: string; conversation: number }>(
    `SELECT d.seq, d.action, d.anomalies, m.conversation, ${COLUMNS.replaceAll(/\w+/gu, "d.$&")} FROM documents d JOIN messages m ON m.seq = d.message
     WHERE d.returned = 0 AND d.matricule IS ? AND ((d.action = 'delete' AND d.unique_id = ?) OR (d.action <> 'delete' AND d.replaces = ?)) LIMIT 100`,
    [matricule === "" ? null : matricule, id, id],
  );
  return waiting.flatMap((row) => {
    const before = JSON.parse(row.anomalies) as string[];
    const doubt = row.action === "delete" ? "version-delete-unknown" : "replaces-unreceived";
    if (!before.includes(doubt)) return [];
    const asked: IncomingVersion = { ...asKnown(row), action: "delete" };
    const now = row.action === "delete" ? anomaliesOf(decideVersion(asked, knownVersions(store, asked))) : [];
    const after = [...before.filter((code) => code !== doubt), ...now];
    store.run("UPDATE documents SET anomalies = ? WHERE seq = ?", [JSON.stringify(after), row.seq]);
    return [row.conversation];
  });
}

/** What a decision has to say of a document, as codes worded by the catalogue. */
export function anomaliesOf(decision: VersionDecision): readonly string[] {
  switch (decision.outcome) {
    case "delete":
      return ["delete-requested"];
    case "inform":
    case "manual":
    case "refuse":
      return [`version-${decision.reason}`];
    case "store":
      return decision.flag === null ? [] : [decision.flag];
    case "already-here":
      return ["already-here"];
    case "store-replaced":
    case "replace":
      return [];
  }
}

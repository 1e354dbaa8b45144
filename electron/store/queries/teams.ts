import type { Team } from "#shared/domain/contact";
import type { Recipient } from "#shared/domain/draft";
import type { Address } from "#shared/domain/message";
import type { TeamId } from "#shared/domain/ids";
import { bareRecipient } from "#shared/rules/bare-recipient";
import { fold } from "#shared/rules/fold";
import type { Row, Store } from "../open";
import { StoreError } from "../store-error";

/** As many as a message may have. */
const MOST_MEMBERS = 50;

/** The care teams by name. */
export function listTeams(store: Store): readonly Team[] {
  return store.all("SELECT * FROM teams ORDER BY sort_name, seq LIMIT 2000").map((row) => asTeam(store, row));
}

/** Adds (null) or changes a team; each address is in it once. */
export function saveTeam(store: Store, id: TeamId | null, { name, note, members }: Omit<Team, "id">): Team {
  return store.transaction(() => {
    const kept = id ?? (store.newId() as TeamId);
    const folded = ` ${fold(name)}`;
    store.run(
      `INSERT INTO teams (id, name, note, folded, sort_name) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, note = excluded.note, folded = excluded.folded, sort_name = excluded.sort_name`,
      [kept, name, note, folded, fold(name)],
    );
    const row = store.get<{ seq: number } & Row>("SELECT * FROM teams WHERE id = ?", [kept]);
    if (row === undefined) throw new StoreError("no-such", { about: "teams" });
    store.run("DELETE FROM team_members WHERE team = ?", [row.seq]);
    members.forEach((member, position) =>
      store.run("INSERT OR IGNORE INTO team_members (team, address, name, position) VALUES (?, ?, ?, ?)", [
        row.seq,
        member.address.toLowerCase(),
        member.name,
        position,
      ]),
    );
    return asTeam(store, row);
  });
}

/** Puts somebody at the end of a team, or of a new one of that name (null); refused as `busy` when the team is full. */
export function addToTeam(store: Store, id: TeamId | null, name: string, member: Address): Team {
  return store.transaction(() => {
    const team = id === null ? saveTeam(store, null, { name, note: "", members: [] }) : teamOf(store, id);
    const inIt = team.members.some(({ address }) => address === member.address.toLowerCase());
    if (!inIt && team.members.length >= MOST_MEMBERS) throw new StoreError("busy");
    return saveTeam(store, team.id, inIt ? team : { ...team, members: [...team.members, member] });
  });
}

/** Takes a team away; its members stay where they are. */
export function removeTeam(store: Store, id: TeamId): void {
  store.run("DELETE FROM teams WHERE id = ?", [id]);
}

/** Teams whose words begin with what is typed, as proposals: picking one writes to each member. */
export function teamRecipients(store: Store, words: readonly string[]): readonly Recipient[] {
  if (words.length === 0) return [];
  const where = words.map(() => "instr(folded, ' ' || ?) > 0").join(" AND ");
  return store
    .all(`SELECT * FROM teams WHERE ${where} ORDER BY sort_name LIMIT 6`, words)
    .map((row) => asTeam(store, row))
    .filter(({ members }) => members.length > 0)
    .map(({ id, name, members }) =>
      bareRecipient({ address: `${id}@`, name, kind: "team", source: "contact", members }),
    );
}

function teamOf(store: Store, id: TeamId): Team {
  const row = store.get("SELECT * FROM teams WHERE id = ?", [id]);
  if (row === undefined) throw new StoreError("no-such", { about: "teams" });
  return asTeam(store, row);
}

function asTeam(store: Store, row: Row): Team {
  return {
    id: String(row["id"]) as TeamId,
    name: String(row["name"]),
    note: String(row["note"]),
    members: store.all<{ name: string; address: string }>(
      "SELECT name, address FROM team_members WHERE team = ? ORDER BY position",
      [row["seq"] ?? 0],
    ),
  };
}

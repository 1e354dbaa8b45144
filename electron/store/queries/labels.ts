import type { LabelId } from "#shared/domain/ids";
import type { Label } from "#shared/domain/message";
import { labelName, labelSlug, nameOfSlug, slugOfKeyword } from "#shared/rules/label";
import type { Store } from "../open";
import { StoreError } from "../store-error";
import { labelList, labelOfList } from "./list-numbers";

type LabelRow = { readonly seq: number; readonly slug: string; readonly name: string };

/** Every label by name, with the number of conversations that carry it. */
export function listLabels(store: Store): readonly (Label & { readonly count: number })[] {
  return store
    .all<LabelRow & { count: number }>(
      `SELECT l.seq, l.slug, l.name, coalesce((SELECT x.total FROM list_totals x WHERE x.list = ${labelList(0)} + l.seq), 0) AS count
       FROM labels l ORDER BY l.name COLLATE NOCASE, l.seq LIMIT 200`,
    )
    .map(({ count, ...row }) => ({ ...asLabel(row), count }));
}

/** Makes a label, or gives the one whose name says the same. */
export function createLabel(store: Store, name: string): Label {
  const slug = labelSlug(name);
  if (slug === "") throw new StoreError("refused", { about: "label" });
  store.run("INSERT INTO labels (slug, name) VALUES (?, ?) ON CONFLICT (slug) DO NOTHING", [slug, labelName(name)]);
  return asLabel(labelRow(store, slug));
}

/** Forgets a label that no conversation carries any more; `refused` otherwise. */
export function removeLabel(store: Store, id: LabelId): void {
  const { seq } = labelRow(store, id);
  if (store.get("SELECT 1 FROM listings WHERE list = ? LIMIT 1", [labelList(seq)]) !== undefined)
    throw new StoreError("refused", { about: "label" });
  store.run("DELETE FROM labels WHERE seq = ?", [seq]);
}

/** Number of the list of a label. */
export const listOfLabel = (store: Store, id: LabelId): number => labelList(labelRow(store, id).seq);

/** Lists of the labels that the messages of a conversation carry; a label never seen here is made. */
export function labelListsOf(store: Store, conversation: number): readonly number[] {
  const keywords = store.all<{ value: string }>(
    String.raw`SELECT DISTINCT f.value FROM messages m, json_each(m.flags) f
     WHERE m.conversation = ? AND m.flags LIKE '%$PliLabel\_%' ESCAPE '\' AND f.value LIKE '$PliLabel\_%' ESCAPE '\'`,
    [conversation],
  );
  return keywords.flatMap(({ value }) => {
    const slug = slugOfKeyword(value);
    if (slug === null) return [];
    store.run("INSERT INTO labels (slug, name) VALUES (?, ?) ON CONFLICT (slug) DO NOTHING", [slug, nameOfSlug(slug)]);
    return [labelList(labelRow(store, slug).seq)];
  });
}

/** The labels of a conversation, from the lists it stands in. */
export function labelsOfLists(store: Store, lists: readonly number[]): readonly Label[] {
  return lists
    .flatMap((list) => labelOfList(list) ?? [])
    .flatMap((seq) => store.get<LabelRow>("SELECT seq, slug, name FROM labels WHERE seq = ?", [seq]) ?? [])
    .map(asLabel);
}

function labelRow(store: Store, slug: string): LabelRow {
  const row = store.get<LabelRow>("SELECT seq, slug, name FROM labels WHERE slug = ?", [slug]);
  if (row === undefined) throw new StoreError("no-such", { about: "labels" });
  return row;
}

/** The colour goes round, in the order labels were made. */
const asLabel = ({ seq, slug, name }: LabelRow): Label => ({ id: slug as LabelId, name, colour: seq % 6 });

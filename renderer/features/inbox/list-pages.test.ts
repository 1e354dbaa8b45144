import { InfiniteQueryObserver, QueryClient } from "@tanstack/react-query";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import type { ConversationPage } from "#shared/contract/mail";
import type { ConversationRow } from "#shared/domain/message";
import { sharedRows, withFirstPage, type ListPages } from "./list-pages";
import { pagesOf } from "./use-conversations";

afterEach(() => void vi.unstubAllGlobals());

const row = (id: string, unread = false): ConversationRow =>
  ({ id, unread, labels: [{ id: "l", name: "Demo" }] }) as unknown as ConversationRow;
const page = (ids: string, nextOffset: number | null = null, total = 9): ConversationPage => ({
  rows: [...ids].map((id) => row(id)),
  total,
  nextOffset,
});
const list = (...pages: readonly string[]): ListPages => ({
  pages: pages.map((ids, at) => page(ids, at === pages.length - 1 ? null : 3 * (at + 1))),
  pageParams: pages.map((_, at) => 3 * at),
});
const shown = ({ pages }: Pick<ListPages, "pages">): string =>
  pages
    .flatMap((one) => one.rows)
    .map(({ id }) => id)
    .join("");

test("a new conversation stands first and the last of the first page stays above the second", () =>
  expect(shown(withFirstPage(list("abc", "def", "g"), page("xab", 3)))).toBe("xabcdefg"));

test("a conversation that left is gone at once, and the one that took its place stands once", () =>
  expect(shown(withFirstPage(list("abc", "def", "g"), page("acd", 3)))).toBe("acdefg"));

test("a conversation of another page that became the first stands there only", () =>
  expect(shown(withFirstPage(list("abc", "def", "g"), page("fab", 3)))).toBe("fabcdeg"));

test("where all of the first page is new, what it held follows it", () =>
  expect(shown(withFirstPage(list("abc", "def"), page("xyz", 3)))).toBe("xyzabcdef"));

test("a first page that is the whole list stands alone", () => {
  expect(shown(withFirstPage(list("abc"), page("xa")))).toBe("xa");
  expect(withFirstPage(list("abc"), page("xa")).pageParams).toEqual([0]);
});

test("the number of all is the one just read, and the list can be read on from where it was", () => {
  const { pages, pageParams } = withFirstPage(list("abc", "def"), page("xab", 3, 10));
  expect(pages.map(({ total }) => total)).toEqual([10, 10]);
  expect([pages.at(-1)?.nextOffset, pageParams]).toEqual([null, [0, 3]]);
});

const letters = fc.uniqueArray(fc.constantFrom(..."abcdefghijklmnop"), { maxLength: 16 });

test("whatever changed, each conversation stands once and those that were kept do not change places", () => {
  fc.assert(
    fc.property(letters, letters, (before, after) => {
      const old = list(before.slice(0, 4).join(""), before.slice(4, 9).join(""), before.slice(9).join(""));
      const first = after.slice(0, 4);
      const seen = [...shown(withFirstPage(old, page(first.join(""))))];
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.slice(0, first.length)).toEqual(first);
      const kept = seen.slice(first.length);
      expect(kept).toEqual(before.filter((id) => kept.includes(id)));
      for (const id of before.slice(4)) expect(seen).toContain(id);
    }),
  );
});

test("a row that says the same stays the same object wherever it moved, one that changed does not", () => {
  const before = list("abc", "def");
  const read = { pages: [{ ...page("xab", 3), rows: [row("x"), row("a", true), row("b")] }], pageParams: [0] };
  const [first] = sharedRows(before, read).pages;
  expect(first?.rows[2]).toBe(before.pages[0]?.rows[1]);
  expect(first?.rows[1]).not.toBe(before.pages[0]?.rows[0]);
  expect(first?.rows[1]?.labels).toBe(before.pages[0]?.rows[0]?.labels);
  expect(sharedRows(before, structuredClone(before))).toBe(before);
});

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** A list whose answers are given one at a time. */
function slowList() {
  const waiting: ((value: ConversationPage) => void)[] = [];
  const asked: number[] = [];
  const call = (_name: string, input: { readonly offset: number }) => {
    asked.push(input.offset);
    return new Promise((resolve) => waiting.push((value) => resolve({ ok: true, value })));
  };
  vi.stubGlobal("window", { pli: { call } });
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  const options = pagesOf({
    place: { kind: "list", view: "all", mailboxId: null, folderId: null },
    search: "",
    filter: "all",
    sort: "newest",
  });
  const observer = new InfiniteQueryObserver(client, options);
  const seen: string[] = [];
  const stop = observer.subscribe(({ data }) => void (data !== undefined && seen.push(shown(data))));
  const answer = async (value: ConversationPage): Promise<void> => {
    while (waiting.length === 0) await turn();
    waiting.shift()?.(value);
    await turn();
  };
  return { client, observer, asked, seen, stop, answer, options };
}

test("of a list read again the first page is shown before the second is answered, and the whole then agrees with it", async () => {
  const { client, observer, asked, seen, stop, answer } = slowList();
  await answer(page("abc", 3));
  void observer.fetchNextPage();
  await answer(page("def", null));
  void client.invalidateQueries({ queryKey: ["conversations.list"] });
  await answer(page("xab", 3));
  expect([asked, seen.at(-1)]).toEqual([[0, 3, 0, 3], "xabcdef"]);
  await answer(page("cdef", null));
  expect(seen.at(-1)).toBe("xabcdef");
  stop();
});

test("a list told changed while it is read again asks no more for the reading that was left", async () => {
  const { client, observer, asked, seen, stop, answer } = slowList();
  await answer(page("abc", 3));
  void observer.fetchNextPage();
  await answer(page("def", null));
  void client.invalidateQueries({ queryKey: ["conversations.list"] });
  void client.invalidateQueries({ queryKey: ["conversations.list"] });
  await answer(page("old", 3));
  expect(seen.at(-1)).toBe("abcdef");
  await answer(page("new", 3));
  await answer(page("abcdef", null));
  expect([asked, seen.at(-1)]).toEqual([[0, 3, 0, 0, 3], "newabcdef"]);
  stop();
});

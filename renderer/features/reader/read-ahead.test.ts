import { expect, test } from "vitest";
import type { ConversationId } from "#shared/domain/ids";
import type { Place } from "../../workspace";
import { neighboursOf } from "./read-ahead";

const list = (view: Extract<Place, { kind: "list" }>["view"] = "to-do"): Place => ({
  kind: "list",
  view,
  mailboxId: null,
  folderId: null,
});
const order = ["a", "b", "c"];
const of = (id: string, over: { readonly place?: Place; readonly alone?: boolean } = {}) =>
  neighboursOf({ order, place: list(), alone: false, ...over }, id as ConversationId);

test("the next conversation is read first, then the one before", () => expect(of("b")).toEqual(["c", "a"]));

test("at an end of the list there is one", () => {
  expect(of("a")).toEqual(["b"]);
  expect(of("c")).toEqual(["b"]);
});

test("nothing is read beside what the list does not hold", () => expect(of("z")).toEqual([]));

test("nothing is read in a window of one conversation, on a page, nor among drafts", () => {
  expect(of("b", { alone: true })).toEqual([]);
  expect(of("b", { place: { kind: "page", page: "journal" } })).toEqual([]);
  expect(of("b", { place: list("drafts") })).toEqual([]);
});

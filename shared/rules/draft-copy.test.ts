import fc from "fast-check";
import { expect, test } from "vitest";
import { draftCopyId, draftCopyKey, isOwnCopy, readDraftCopy } from "./draft-copy";

const id = fc.stringMatching(/^[a-f0-9]{32}$/u);

test("a copy's Message-ID reads back as the draft and its size, with or without brackets", () => {
  fc.assert(
    fc.property(id, fc.nat(999_999_999), (draftId, bytes) => {
      const written = draftCopyId({ draftId, bytes }, "medecin.demo.mssante.fr");
      expect(readDraftCopy(written)).toEqual({ draftId, bytes });
      expect(readDraftCopy(written.slice(1, -1))).toEqual({ draftId, bytes });
      expect(written).toContain(draftCopyKey(draftId));
    }),
  );
});

test("the length of the Message-ID does not depend on the number of bytes", () => {
  const of = (bytes: number): number => draftCopyId({ draftId: "a1", bytes }, "demo.mssante.fr").length;
  expect(of(0)).toBe(of(31_234_567));
});

test("whatever a Message-ID holds, it is read or refused, never thrown at", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = readDraftCopy(text);
      expect(read === null || read.draftId !== "").toBe(true);
    }),
  );
});

test("a stranger's Message-ID is no copy of ours", () => {
  for (const text of ["", "<1@demo>", "<a.000000012.brouillon@>", "<a b.000000012.brouillon@x>", "<a.12.brouillon@x>"])
    expect(readDraftCopy(text)).toBeNull();
});

test("a copy that was changed elsewhere, or is of another draft, is not taken for ours", () => {
  const messageId = draftCopyId({ draftId: "a1", bytes: 900 }, "demo.mssante.fr");
  expect(isOwnCopy({ messageId, size: 900 }, "a1")).toBe(true);
  expect(isOwnCopy({ messageId, size: 901 }, "a1")).toBe(false);
  expect(isOwnCopy({ messageId, size: 900 }, "b2")).toBe(false);
});

import { expect, test } from "vitest";
import { demoInput } from "../cda/testing/documents";
import { archiveLimits } from "../zip/archive-limits";
import { mergeArchives } from "./merge-archives";
import { readXdm } from "./read-xdm";
import { demoArchive } from "./testing/archives";

const second = { id: "1.2.250.1.999.1.1.1002", setId: "1.2.250.1.999.1.2.78" };

test("one archive stays what it is", async () => {
  const one = await readXdm(await demoArchive({}));
  expect(mergeArchives([one])).toBe(one);
});

test("each file is taken from the archive that holds it", async () => {
  const [one, two] = [await readXdm(await demoArchive({})), await readXdm(await demoArchive(second))];
  const all = mergeArchives([one, two]);
  const [first, other] = [{ uniqueId: demoInput.id }, { uniqueId: second.id }];
  expect(all.content(first)).toEqual(one.content(first));
  expect(all.content(other)).toEqual(two.content(other));
  expect(all.media(other, "m1")).toEqual(two.media(other, "m1"));
  expect([all.content({ uniqueId: "1.2.3" }), all.media(other, "m9")]).toEqual([undefined, undefined]);
  expect(all.archive.submissionSets).toHaveLength(2);
  expect(all.unfolded).toBe(one.unfolded + two.unfolded);
});

test("an archive is refused when less is left than it unfolds to", async () => {
  const bytes = await demoArchive({});
  const { unfolded } = await readXdm(bytes);
  await expect(readXdm(bytes, { ...archiveLimits, totalBytes: unfolded - 1 })).rejects.toMatchObject({
    code: "zip-too-big",
  });
  expect((await readXdm(bytes, { ...archiveLimits, totalBytes: unfolded })).archive.documents).toHaveLength(1);
});

test("more documents than one archive may hold are told, never dropped in silence", async () => {
  const one = await readXdm(await demoArchive({}));
  const [document] = one.archive.documents;
  if (document === undefined) throw new Error("no document");
  const filled = (count: number, from: number) => ({
    ...one,
    archive: {
      ...one.archive,
      documents: Array.from({ length: count }, (_, at) => ({ ...document, uniqueId: `1.2.${from + at}` })),
    },
  });
  const codes = (count: number) =>
    mergeArchives([filled(150, 0), filled(count, 150)]).archive.anomalies.map(({ code }) => code);
  expect([codes(50), codes(51)]).toEqual([[], ["metadata-too-many"]]);
  expect(mergeArchives([filled(150, 0), filled(51, 150)]).archive.documents).toHaveLength(200);
});

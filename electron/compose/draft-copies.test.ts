import fc from "fast-check";
import { expect, test } from "vitest";
import { draftFields } from "#shared/contract/writing";
import { readMessage } from "../documents/mime/read-message";
import { writtenElsewhere } from "./draft-copies";

const draftOf = async (...lines: readonly string[]) =>
  writtenElsewhere(await readMessage(new TextEncoder().encode([...lines, "", "Bonjour"].join("\r\n"))));
const savable = (fields: Awaited<ReturnType<typeof draftOf>>): boolean =>
  draftFields.safeParse({ mailboxId: "box", ...fields }).success;

test("a draft of another client keeps its words and recipients", async () => {
  const fields = await draftOf("To: Paul DEMO <paul.demo@chu.demo.mssante.fr>", "Subject: Suite");
  expect(fields).toMatchObject({
    to: [{ name: "Paul DEMO", address: "paul.demo@chu.demo.mssante.fr" }],
    subject: "Suite",
    text: "Bonjour",
  });
});

test("whatever its recipients are called, it can be saved again once it is here", async () => {
  const name = fc.string({ minLength: 0, maxLength: 400 }).map((text) => Buffer.from(text).toString("base64"));
  await fc.assert(
    fc.asyncProperty(name, fc.integer({ min: 1, max: 310 }), async (encoded, length) => {
      const to = `To: =?utf-8?B?${encoded}?= <${"a".repeat(length)}@demo.fr>`;
      expect(savable(await draftOf(to, `Subject: =?utf-8?B?${encoded}?=`))).toBe(true);
    }),
    { numRuns: 40 },
  );
  const long = await draftOf(`To: ${"n".repeat(300)} <paul.demo@chu.demo.mssante.fr>`);
  expect(long.to[0]?.name).toHaveLength(200);
  expect(savable(long)).toBe(true);
});

test("one with more recipients than a draft may hold is refused and stays where it is: none is dropped in silence", async () => {
  const many = Array.from({ length: 101 }, (_, at) => `p${at}@demo.mssante.fr`).join(", ");
  await expect(draftOf(`Bcc: ${many}`)).rejects.toMatchObject({ code: "draft-too-wide" });
});

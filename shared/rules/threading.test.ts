import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalMessageId, placeMessage } from "./threading";
import type { KnownConversation, MessageToPlace, ThreadLookup } from "./threading";

const PAT_1 = "279035121518989";
const PAT_2 = "146026322000196";

const message = (fields: Partial<MessageToPlace> = {}): MessageToPlace => ({
  messageId: "<new@demo>",
  inReplyTo: "",
  references: [],
  subject: "Résultats",
  date: "2024-03-10T10:00:00Z",
  correspondent: "marie.martin@medecin.mssante.fr",
  patients: [],
  folder: "inbox",
  ...fields,
});

const conversations: Readonly<Record<string, KnownConversation>> = {
  "pro-1@demo": { conversationId: "pro", patient: null },
  "pro-2@demo": { conversationId: "pro-other", patient: null },
  "pat-1@demo": { conversationId: "pat1", patient: PAT_1 },
  "pat-2@demo": { conversationId: "pat2", patient: PAT_2 },
};
const lookup: ThreadLookup = { known: (id) => (Object.hasOwn(conversations, id) ? (conversations[id] ?? null) : null) };
const joins = (conversationId: string, patient: string | null = null) => ({ kind: "join", conversationId, patient });
const fresh = (patient: string | null = null) => ({ kind: "new", patient });

describe("a message", () => {
  it("that answers nothing known starts a conversation", () => {
    expect(placeMessage(message(), lookup)).toEqual(fresh());
    expect(placeMessage(message({ inReplyTo: "<unknown@demo>", references: ["<other@demo>"] }), lookup)).toEqual(
      fresh(),
    );
    expect(placeMessage(message({ patients: [PAT_1] }), lookup)).toEqual(fresh(PAT_1));
  });

  it("joins what it answers, by In-Reply-To or References, with or without brackets", () => {
    expect(placeMessage(message({ inReplyTo: "<pro-1@demo>" }), lookup)).toEqual(joins("pro"));
    expect(placeMessage(message({ inReplyTo: " pro-1@demo " }), lookup)).toEqual(joins("pro"));
    expect(placeMessage(message({ references: ["<gone@demo>", "<pro-1@demo>"] }), lookup)).toEqual(joins("pro"));
    expect(placeMessage(message({ references: ["<pro-1@demo>", "<gone@demo>"] }), lookup)).toEqual(joins("pro"));
  });

  it("joins the nearest that it names", () => {
    expect(placeMessage(message({ references: ["<pro-1@demo>", "<pro-2@demo>"] }), lookup)).toEqual(joins("pro-other"));
    expect(placeMessage(message({ inReplyTo: "<pro-1@demo>", references: ["<pro-2@demo>"] }), lookup)).toEqual(
      joins("pro"),
    );
  });

  it("stays with its own copy in another folder, wherever it points", () => {
    expect(placeMessage(message({ messageId: "<pro-1@demo>", inReplyTo: "<pro-2@demo>" }), lookup)).toEqual(
      joins("pro"),
    );
  });

  it("that names itself starts a conversation", () => {
    expect(placeMessage(message({ messageId: "<a@demo>", inReplyTo: "<a@demo>" }), lookup)).toEqual(fresh());
  });

  it("joins an answer that arrived before it", () => {
    const answerTo = (id: string) => (id === "late@demo" ? { conversationId: "pro", patient: null } : null);
    expect(placeMessage(message({ messageId: "<late@demo>" }), { ...lookup, answerTo })).toEqual(joins("pro"));
    expect(placeMessage(message({ messageId: "<late@demo>", patients: [PAT_1] }), { ...lookup, answerTo })).toEqual(
      fresh(PAT_1),
    );
    expect(
      placeMessage(message({ messageId: "" }), {
        ...lookup,
        answerTo: () => ({ conversationId: "pro", patient: null }),
      }),
    ).toEqual(fresh());
  });
});

describe("the conversation of a patient", () => {
  it("takes what that patient writes and what is written to them", () => {
    expect(placeMessage(message({ patients: [PAT_1], inReplyTo: "<pat-1@demo>" }), lookup)).toEqual(
      joins("pat1", PAT_1),
    );
    expect(
      placeMessage(message({ patients: [PAT_1, PAT_1], folder: "sent", inReplyTo: "<pat-1@demo>" }), lookup),
    ).toEqual(joins("pat1", PAT_1));
  });

  it("ignores links forged to another patient's", () => {
    expect(placeMessage(message({ patients: [PAT_1], inReplyTo: "<pat-2@demo>" }), lookup)).toEqual(fresh(PAT_1));
    expect(placeMessage(message({ patients: [PAT_1], references: ["<pat-1@demo>", "<pat-2@demo>"] }), lookup)).toEqual(
      joins("pat1", PAT_1),
    );
    expect(placeMessage(message({ patients: [PAT_1], messageId: "<pat-2@demo>" }), lookup)).toEqual(fresh(PAT_1));
  });

  it("is never joined by a professional, nor does a patient enter a conversation between professionals", () => {
    expect(placeMessage(message({ inReplyTo: "<pat-1@demo>" }), lookup)).toEqual(fresh());
    expect(placeMessage(message({ patients: [PAT_1], inReplyTo: "<pro-1@demo>" }), lookup)).toEqual(fresh(PAT_1));
  });

  it("is none for a message to several patients", () => {
    expect(placeMessage(message({ patients: [PAT_1, PAT_2], inReplyTo: "<pat-1@demo>" }), lookup)).toEqual(fresh());
  });
});

describe("the subject, where no link holds", () => {
  const bySubject = (patient: string | null, date = "2024-02-01T10:00:00Z"): ThreadLookup => ({
    ...lookup,
    bySubject: (key, correspondent) =>
      key === "resultats" && correspondent === "marie.martin@medecin.mssante.fr"
        ? { conversationId: "same", patient, date }
        : null,
  });
  const answer = { subject: "RE: XDM/1.0/DDM+Résultats", correspondent: " Marie.Martin@medecin.mssante.fr" };

  it("joins an answer of the same correspondent", () => {
    expect(placeMessage(message(answer), bySubject(null))).toEqual(joins("same"));
    expect(placeMessage(message({ ...answer, inReplyTo: "<gone@demo>" }), bySubject(null))).toEqual(joins("same"));
  });

  it.each([
    ["another correspondent", { ...answer, correspondent: "autre@medecin.mssante.fr" }, null],
    ["another subject", { ...answer, subject: "Re: Autre" }, null],
    ["no answer mark", { ...answer, subject: "Résultats" }, null],
    ["an empty subject", { ...answer, subject: "Re: " }, null],
    ["another patient", { ...answer, patients: [PAT_1] }, PAT_2],
    ["a patient and a professional", { ...answer, patients: [PAT_1] }, null],
  ])("does not join with %s", (_why, fields, patient) => {
    expect(placeMessage(message(fields), bySubject(patient)).kind).toBe("new");
  });

  it.each([
    ["2023-12-11T10:00:00Z", "join"],
    ["2023-12-11T09:59:59Z", "new"],
    ["2024-06-08T10:00:00Z", "join"],
    ["2024-06-08T10:00:01Z", "new"],
    ["", "new"],
  ])("of a message of %j: %s (90 days)", (date, kind) => {
    expect(placeMessage(message(answer), bySubject(null, date)).kind).toBe(kind);
  });

  it("is not tried for a message without a date", () => {
    expect(placeMessage(message({ ...answer, date: "" }), bySubject(null)).kind).toBe("new");
  });
});

it("unwanted mail joins only its own copy", () => {
  expect(placeMessage(message({ folder: "junk", inReplyTo: "<pro-1@demo>" }), lookup)).toEqual(fresh());
  expect(placeMessage(message({ folder: "junk", messageId: "<pro-1@demo>" }), lookup)).toEqual(joins("pro"));
});

describe("hostile references", () => {
  it("are looked up at most a hundred times, the nearest ones", () => {
    const asked: string[] = [];
    const references = ["<pro-1@demo>", ...Array.from({ length: 5000 }, (_, index) => `<r${index}@demo>`)];
    const placed = placeMessage(message({ references }), { known: (id) => (asked.push(id), lookup.known(id)) });
    expect(placed).toEqual(fresh());
    expect(asked).toHaveLength(101);
    expect(asked[1]).toBe("r4999@demo");
    expect(asked.at(-1)).toBe("r4900@demo");
  });

  it("never lead to the conversation of somebody else", () => {
    const id = fc.oneof(fc.constantFrom(...Object.keys(conversations).map((one) => `<${one}>`)), fc.string());
    const patients = fc.subarray([PAT_1, PAT_2]);
    fc.assert(
      fc.property(id, id, fc.array(id, { maxLength: 6 }), patients, (messageId, inReplyTo, references, written) => {
        const placed = placeMessage(message({ messageId, inReplyTo, references, patients: written }), lookup);
        if (placed.kind === "new") return;
        const joined = Object.values(conversations).find((one) => one.conversationId === placed.conversationId);
        expect(written.length).toBeLessThan(2);
        expect(joined?.patient).toBe(written[0] ?? null);
      }),
      { numRuns: 500 },
    );
  });
});

it.each([
  ["<a@b>", "a@b"],
  [" <a@b>\r\n ", "a@b"],
  ["a@b", "a@b"],
  ["<a@\r\n b>", "a@b"],
  ["<>", ""],
  ["", ""],
  ["<", "<"],
  [`<${"a".repeat(998)}>`, ""],
])("the Message-ID %j is looked up as %j", (id, normal) => {
  expect(normalMessageId(id)).toBe(normal);
});

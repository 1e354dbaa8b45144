import { afterEach, beforeEach, expect, test } from "vitest";
import type { RichText } from "#shared/domain/rich-text";
import { richToHtml } from "#shared/rules/rich-html";
import { readMessage } from "../documents/mime/read-message";
import { BOX, COLLEAGUE, deliver, draftTo, envelope } from "../store/testing/profile";
import { continueDraft, draftCopyBytes } from "./draft-copies";
import { send } from "./sending";
import type { Services } from "./services";
import { testServices, type TestServices } from "./testing/test-services";
import { draftHandlers } from "./writing";

let bench: TestServices;
beforeEach(() => {
  bench = testServices();
});
afterEach(() => bench.end());

const rich: RichText = [
  { kind: "paragraph", runs: [{ text: "Kaliémie ", bold: true }, { text: "<à revoir>" }] },
  { kind: "table", rows: [[{ runs: [{ text: "K" }] }, { runs: [{ text: "4,1" }] }]] },
];
const handlers = () => draftHandlers(bench.services);
/** A draft whose page said another text than that of its formatting. */
const write = async () => {
  const { id, mailboxId, to, cc, bcc, subject, fin, readReceipt } = draftTo(bench.store, COLLEAGUE, {
    subject: "Bilan",
  });
  const fields = { mailboxId, to: [...to], cc: [...cc], bcc: [...bcc], subject, text: "autre", rich, fin, readReceipt };
  return { id, saved: await handlers()["drafts.save"]({ id, fields }) };
};
const atServer = (raw: Uint8Array): Services => ({
  ...bench.services,
  mailboxes: { ...bench.services.mailboxes, fetchSource: () => Promise.resolve(raw) },
});

test("the plain text of a formatted draft is that of its formatting, whatever the page says", async () => {
  const { saved } = await write();
  expect(saved).toMatchObject({ text: "Kaliémie <à revoir>\nK | 4,1", rich });
});

test("what leaves has both texts, and is shown with its formatting here", async () => {
  const { id } = await write();
  const item = await send(bench.services, id, { confirmed: [], sendAt: null });
  const read = await readMessage(bench.store.outboxBytes(item.id).raw);
  expect(read).toMatchObject({ text: "Kaliémie <à revoir>\nK | 4,1", html: richToHtml(rich).replaceAll("\n", "\r\n") });
  const { messageId } = bench.store.outboxMessage(item.id);
  expect(bench.store.messageView(messageId).html).toContain("<b>Kaliémie </b>");
});

test("its copy in the folder of drafts, taken up on another computer, is the same draft", async () => {
  const { id } = await write();
  const raw = await draftCopyBytes(bench.services, id);
  const [origin] = deliver(bench.store, "F/drafts", envelope({ uid: 1, messageId: "<ailleurs@demo>" }));
  if (origin === undefined) throw new Error("not delivered");
  const taken = await continueDraft(atServer(raw), origin);
  expect(taken).toMatchObject({ subject: "Bilan", text: "Kaliémie <à revoir>\nK | 4,1", rich });
  expect(taken.id).not.toBe(id);
});

test("a draft of another client keeps of its HTML what ours may hold", async () => {
  const html =
    '<p style="color:red">À <b onclick=x>relire</b><img src="https://demo.example/p.png"></p><script>x</script><ul><li>un</ul>';
  const raw = Buffer.from(`From: <a@demo.mssante.fr>\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}\r\n`);
  const [origin] = deliver(bench.store, "F/drafts", envelope({ uid: 1, messageId: "<ailleurs@demo>" }));
  if (origin === undefined) throw new Error("not delivered");
  expect(await continueDraft(atServer(raw), origin)).toMatchObject({
    text: "À relire\n- un",
    rich: [
      { kind: "paragraph", runs: [{ text: "À " }, { text: "relire", bold: true }] },
      { kind: "list", ordered: false, items: [{ runs: [{ text: "un" }], lists: [] }] },
    ],
  });
});

test("a message begins formatted where the person writes so, with its signature; plainly otherwise", async () => {
  bench.store.saveSignature({ mailboxId: BOX, text: "Dr Marie DEMO" });
  const how = { mailboxId: BOX, answers: null, mode: "new" as const, to: [], documentId: null };
  const begun = await handlers()["drafts.create"]({ ...how, formatted: true });
  expect(begun.text).toBe("\n\n-- \nDr Marie DEMO\n");
  expect(begun.rich).toHaveLength(5);
  expect(await handlers()["drafts.create"](how)).not.toHaveProperty("rich");
});

test("the pictures inside the text of a draft written elsewhere are kept beside it, and the person is told", async () => {
  const raw = [
    "From: <a@demo.mssante.fr>",
    "MIME-Version: 1.0",
    'Content-Type: multipart/related; boundary="b"',
    "",
    "--b",
    "Content-Type: text/html; charset=utf-8",
    "",
    '<p>Voir <img src="cid:p1@demo"></p>',
    "--b",
    'Content-Type: image/png; name="plaie.png"',
    "Content-ID: <p1@demo>",
    'Content-Disposition: inline; filename="plaie.png"',
    "Content-Transfer-Encoding: base64",
    "",
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAADklEQVR4nGOYCQUMlDEAYZMmQW+Xo20AAAAASUVORK5CYII=",
    "--b--",
    "",
  ].join("\r\n");
  const [origin] = deliver(bench.store, "F/drafts", envelope({ uid: 1, messageId: "<ailleurs@demo>" }));
  if (origin === undefined) throw new Error("not delivered");
  const told: unknown[] = [];
  const services = atServer(Buffer.from(raw));
  const platform = { ...services.platform, emit: (event: unknown) => void told.push(event) };
  expect(await continueDraft({ ...services, platform }, origin)).toMatchObject({
    attachments: [{ name: "plaie.png", mimeType: "image/png" }],
  });
  expect(told).toEqual([{ kind: "notice", code: "draft-pictures" }]);
});

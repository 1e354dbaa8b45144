import { createHash } from "node:crypto";
import fc from "fast-check";
import { simpleParser } from "mailparser";
import nodemailer from "nodemailer";
import { describe, expect, test } from "vitest";
import { extractPart } from "./extract-part";
import { LIMITS } from "./mime-limits";
import { readMessage } from "./read-message";
import { base64, lines, message, multipart, part, utf8 } from "./testing/build-message";

const PNG = Buffer.from("\x89PNG\r\n\x1a\n0000IHDR", "latin1");
const file = (type: string, name: string, body: Uint8Array | string, ...headers: string[]) =>
  part(
    [
      `Content-Type: ${type}`,
      `Content-Disposition: attachment; ${name}`,
      "Content-Transfer-Encoding: base64",
      ...headers,
    ],
    base64(body),
  );
const plain = (text: string) => part(["Content-Type: text/plain; charset=utf-8"], utf8(text));
const page = (text: string) => part(["Content-Type: text/html; charset=utf-8"], utf8(text));
const partsOf = async (...all: string[]) =>
  (await readMessage(message(multipart("mixed", [plain("corps"), ...all])))).parts;

describe("the envelope", () => {
  test("of an ordinary message is read whole", async () => {
    const raw = lines(
      "Return-Path: <jeanne.demo@medecin.mssante.fr>",
      "From: =?utf-8?Q?Dr=5FJeanne=5FD=C3=89MO?= <jeanne.demo@medecin.mssante.fr>",
      "Sender: secretariat@demo.mssante.fr",
      "To: paul@demo.mssante.fr, Equipe: a@demo.mssante.fr;",
      "Cc: =?utf-8?Q?L=C3=A9o?= <279035121518989@patient.mssante.fr>",
      "Reply-To: autre@demo.mssante.fr",
      "Subject: =?utf-8?Q?XDM/1.0/DDM+CR_d=E2=80=99examen?= PAT-UN DEMO",
      "Date: Fri, 20 Nov 2026 10:00:00 +0100",
      "Message-ID: <a@demo.mssante.fr>",
      "In-Reply-To: <b@demo.mssante.fr>",
      "References: <c@demo.mssante.fr> <b@demo.mssante.fr>",
      "Disposition-Notification-To: jeanne.demo@medecin.mssante.fr",
      "X-MSS-NIL: DEMO-1",
      "X-MSS-INS: O",
      "X-MSS-CODECDA: 34112-3,15508-5",
      "X-MSS-MES: FIN",
      "",
      "Bonjour",
    );
    expect(await readMessage(raw)).toEqual({
      messageId: "<a@demo.mssante.fr>",
      inReplyTo: "<b@demo.mssante.fr>",
      references: ["<c@demo.mssante.fr>", "<b@demo.mssante.fr>"],
      subject: "XDM/1.0/DDM+CR d’examen PAT-UN DEMO",
      from: { name: "Dr_Jeanne_DÉMO", address: "jeanne.demo@medecin.mssante.fr" },
      sender: { name: "", address: "secretariat@demo.mssante.fr" },
      to: [
        { name: "", address: "paul@demo.mssante.fr" },
        { name: "", address: "a@demo.mssante.fr" },
      ],
      bcc: [],
      cc: [{ name: "Léo", address: "279035121518989@patient.mssante.fr" }],
      replyTo: [{ name: "", address: "autre@demo.mssante.fr" }],
      date: "2026-11-20T09:00:00.000Z",
      returnPath: "jeanne.demo@medecin.mssante.fr",
      receiptAskedBy: "jeanne.demo@medecin.mssante.fr",
      automatic: false,
      mss: { nil: "DEMO-1", ins: "O", codeCda: ["34112-3", "15508-5"], mes: "FIN" },
      text: "Bonjour",
      html: null,
      parts: [],
      receipt: null,
      xdm: null,
      xdmReturned: false,
      searchText: "",
    });
  });

  test("of nothing at all is empty, without an error", async () => {
    expect(await readMessage(new Uint8Array())).toMatchObject({
      subject: "",
      from: { name: "", address: "" },
      to: [],
      date: "",
      text: "",
      parts: [],
    });
  });

  test.each([
    ["in one field", ["From: a@demo.fr, b@demo.fr"]],
    ["in two fields", ["From: a@demo.fr", "From: b@demo.fr"]],
    ["after an empty one", ["From: nobody", "From: a@demo.fr, b@demo.fr"]],
  ])("a second author %s is never unseen (M01)", async (_, headers) => {
    const { from, sender } = await readMessage(lines(...headers, "", "x"));
    expect(from.address).toBe("a@demo.fr");
    expect(sender?.address).toBe("b@demo.fr");
  });

  test("a named Sender stays the sender, an author alone has none", async () => {
    expect((await readMessage(lines("From: a@demo.fr, b@demo.fr", "Sender: c@demo.fr", "", "x"))).sender?.address).toBe(
      "c@demo.fr",
    );
    expect((await readMessage(lines("From: a@demo.fr", "", "x"))).sender).toBeNull();
  });

  test("markup in a subject stays text (M05)", async () => {
    expect((await readMessage(lines("Subject: <img src=x onerror=alert(1)>", "", "x"))).subject).toBe(
      "<img src=x onerror=alert(1)>",
    );
  });
});

describe("parts", () => {
  test("are told with their place, size, digest and type", async () => {
    const [found] = await partsOf(file("application/pdf", 'filename="a.pdf"', "%PDF-1.4"));
    const sha256 = createHash("sha256").update("%PDF-1.4").digest("hex");
    expect(found).toEqual({
      index: 2,
      name: "a.pdf",
      mimeType: "application/pdf",
      size: 8,
      sha256,
      contentId: null,
      inline: false,
      dangerous: false,
    });
  });

  test.each([
    ["filename=../../etc/passwd", "passwd"],
    ['filename="C:\\\\Windows\\\\a.pdf"', "a.pdf"],
    ["filename*=utf-8''..%2F..%2Fa.pdf", "a.pdf"],
    ["filename*=utf-8''a%00.pdf%0D%0AX:", "a.pdfX_"],
    ["filename*=utf-8''fdp%E2%80%AEexe.pdf", "fdpexe.pdf"],
    ['filename="CON.pdf"', "_CON.pdf"],
    [`filename="${"a".repeat(400)}.pdf"`, `${"a".repeat(116)}.pdf`],
    ['filename="a.pdf. . ."', "a.pdf"],
    ['filename=""', "piece-jointe-2.pdf"],
    ['filename=".."', "piece-jointe-2.pdf"],
    ["x=y", "piece-jointe-2.pdf"],
  ])("the name in %j is saved as %j (A01, A02)", async (name, safe) => {
    const [found] = await partsOf(file("application/pdf", name, "%PDF-1.4"));
    expect(found?.name).toBe(safe);
  });

  test.each([
    ["image/tiff", "piece-jointe-2.tif"],
    ["text/calendar", "piece-jointe-2.ics"],
    ["application/x-unheard-of", "piece-jointe-2.bin"],
  ])("a nameless %s is saved as %s", async (type, safe) => {
    const [found] = await partsOf(file(type, "x=y", "II*"));
    expect(found?.name).toBe(safe);
  });

  test.each([
    ["application/pdf", "a.pdf", "%PDF-1.4", false],
    ["text/plain", "a.txt", "bonjour", false],
    ["application/pdf", "a.pdf.exe", "%PDF-1.4", true],
    ["application/pdf", ".exe", "%PDF-1.4", true],
    ["application/pdf", "a.pdf", "MZ\x90\0", true],
    ["application/octet-stream", "a", "#!/bin/sh", true],
    ["image/png", "a.png", "<html><script>", true],
    ["application/octet-stream", "a.html", "x", true],
    ["application/octet-stream", "a.docm", "x", true],
    ["application/octet-stream", "a.url", "[InternetShortcut]", true],
    ["application/octet-stream", "a.iso", "x", true],
    ["image/svg+xml", "a.svg", "<svg>", true],
    ["application/pdf", "a.exe .", "%PDF-1.4", true],
  ])("%s %j that holds %j: dangerous is %s (A03, A04)", async (type, name, body, dangerous) => {
    const [found] = await partsOf(file(type, `filename="${name}"`, Buffer.from(body, "latin1")));
    expect(found?.dangerous).toBe(dangerous);
  });

  test.each([
    ["application/ms-tnef", "winmail.dat"],
    ["application/pkcs7-mime", "smime.p7m"],
    ["application/pkcs7-signature", "smime.p7s"],
    ["message/rfc822", "original.eml"],
    ["text/calendar", "rdv.ics"],
    ["message/partial", "a.bin"],
  ])("%s is listed as a part (A14)", async (type, name) => {
    const found = await partsOf(
      part([`Content-Type: ${type}`, `Content-Disposition: attachment; filename=${name}`], "Subject: x\r\n\r\nx"),
    );
    expect(found.map(({ name: listed, mimeType }) => [listed, mimeType])).toEqual([[name, type]]);
  });

  test("a signed message shows what was signed and lists the signature", async () => {
    const signature = part(["Content-Type: application/pkcs7-signature"], "x");
    const read = await readMessage(message(multipart("signed", [plain("signé"), signature])));
    expect([read.text, read.parts.map(({ name }) => name)]).toEqual(["signé", ["piece-jointe-2.p7s"]]);
  });

  test("messages a hundred deep are one part (A14)", async () => {
    const [found, ...others] = await partsOf(`${"Content-Type: message/rfc822\r\n\r\n".repeat(100)}fond`);
    expect([found?.mimeType, found?.name, others.length]).toEqual(["message/rfc822", "message.eml", 0]);
  });

  test("a text cut for its length stays a part", async () => {
    const raw = Buffer.from(`Content-Type: text/plain\n\n${"a".repeat(LIMITS.textChars + 1)}`);
    const { parts } = await readMessage(raw);
    expect(parts).toMatchObject([{ index: 0, name: "piece-jointe-0.txt", size: LIMITS.textChars + 1 }]);
  });
});

describe("a part taken out", () => {
  const raw = message(
    multipart("mixed", [
      plain("corps"),
      file("application/pdf", 'filename="été.pdf"', "%PDF-1.4"),
      multipart("alternative", [plain("a")], "in"),
    ]),
  );

  test("has the bytes that its listing tells, under its safe name", async () => {
    const [listed] = (await readMessage(raw)).parts;
    const taken = await extractPart(raw, listed?.index ?? -1);
    expect([taken.name, taken.mimeType]).toEqual([listed?.name, "application/pdf"]);
    expect(createHash("sha256").update(taken.bytes).digest("hex")).toBe(listed?.sha256);
  });

  test.each([0, 3, 99, -1, 1.5, Number.NaN])("place %s, which is no part, is refused", async (index) => {
    await expect(extractPart(raw, index)).rejects.toMatchObject({ code: "part-not-found" });
  });

  test("every listed part of any message can be taken out as listed", async () => {
    const leaf = fc.tuple(
      fc.constantFrom("application/pdf", "text/plain", "image/png"),
      fc.uint8Array({ maxLength: 50 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(leaf, { maxLength: 6 }), async (leaves) => {
        const built = message(
          multipart(
            "mixed",
            leaves.map(([type, bytes], i) => file(type, `filename=${i}.bin`, bytes)),
          ),
        );
        const { parts } = await readMessage(built);
        expect(parts).toHaveLength(leaves.length);
        for (const [i, listed] of parts.entries()) {
          const { bytes } = await extractPart(built, listed.index);
          expect([...bytes]).toEqual([...(leaves[i]?.[1] ?? [])]);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe("pictures in the HTML", () => {
  const picture = (body: Uint8Array, id = "<logo@demo>", type = "image/png") =>
    part([`Content-Type: ${type}`, `Content-ID: ${id}`, "Content-Transfer-Encoding: base64"], base64(body));
  const read = (html: string, ...pictures: string[]) =>
    readMessage(message(multipart("related", [page(html), ...pictures])));
  const URL = `data:image/png;base64,${PNG.toString("base64")}`;

  test.each([
    ['<img src="cid:logo@demo">', `<img src="${URL}">`],
    ["<img src='cid:logo@demo'>", `<img src='${URL}'>`],
    ["<img src=cid:logo@demo alt=x>", `<img src="${URL}" alt=x>`],
    ['<img src="CID:logo%40demo">', `<img src="${URL}">`],
  ])("%s shows the part", async (html, shown) => {
    const found = await read(html, picture(PNG));
    expect(found.html).toBe(shown);
    expect(found.parts).toMatchObject([{ contentId: "logo@demo", inline: true }]);
  });

  test.each([
    ["outside an img", '<a href="cid:logo@demo">x</a><p style="background:url(cid:logo@demo)">', PNG],
    ["in a script", "<script>'<img src=cid:logo@demo>'</script>", PNG],
    ["of an unknown id", '<img src="cid:autre">', PNG],
    ["that is a page", '<img src="cid:logo@demo">', Buffer.from("<html><script>x</script>")],
    ["that is an SVG", '<img src="cid:logo@demo">', Buffer.from("<svg onload=x>")],
    ["over two megabytes", '<img src="cid:logo@demo">', Buffer.concat([PNG, Buffer.alloc(LIMITS.pictureBytes)])],
  ])("a cid %s is left alone (H12)", async (_, html, bytes) => {
    const found = await read(html, picture(bytes));
    expect(found.html).toBe(html);
    expect(found.parts).toMatchObject([{ inline: false }]);
  });

  test("one picture named ten thousand times does not swell the message", async () => {
    const big = Buffer.concat([PNG, Buffer.alloc(1_000_000)]);
    const found = await read('<img src="cid:logo@demo">'.repeat(10_000), picture(big));
    expect(found.html?.length).toBeLessThan(12_000_000);
  });
});

describe("hostile messages", () => {
  test("any bytes at all give a message", async () => {
    const unit = fc.constantFrom(
      "--b\n",
      "--b--\n",
      "\n",
      "Content-Type: multipart/mixed; boundary=b\n",
      "Content-Type: message/rfc822\n",
      "From: a\n",
      "Content-Type: text/html\n",
      "Content-Transfer-Encoding: base64\n",
      "<p>",
      "\0\xff",
      "=?utf-8?Q?=FF?=",
      "Content-Type: message/delivery-status\n",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(unit, { maxLength: 40 }), async (pieces) => {
        const read = await readMessage(Buffer.from(pieces.join(""), "latin1"));
        expect(() => structuredClone(read)).not.toThrow();
      }),
      { numRuns: 200 },
    );
  });

  test("the same bytes give the same answer (M04)", async () => {
    const raw = lines(
      "Content-Type: multipart/mixed; boundary=b",
      "Content-Type: text/plain",
      "",
      "--b",
      "",
      "a",
      "--b",
      "Content-Transfer-Encoding: base64",
      "",
      "YQ=!=",
      "--b--",
      "après",
    );
    expect(await readMessage(raw)).toEqual(await readMessage(Uint8Array.from(raw)));
  });
});

describe("beside another reader", () => {
  test("what nodemailer writes is read as mailparser reads it", async () => {
    const transport = nodemailer.createTransport({ streamTransport: true, buffer: true });
    const texts = fc.string({ unit: fc.constantFrom(..."aé€’œ <>&;\n=.".split("")), minLength: 1, maxLength: 200 });
    const names = fc
      .string({ unit: fc.constantFrom(..."aé€’ ()'".split("")), minLength: 1, maxLength: 60 })
      .map((name) => `n${name}n.bin`);
    await fc.assert(
      fc.asyncProperty(
        texts,
        names,
        texts,
        fc.uint8Array({ maxLength: 200 }),
        async (text, filename, subject, bytes) => {
          const attachments = [{ filename, content: Buffer.from(bytes), contentType: "application/octet-stream" }];
          const { message: raw } = await transport.sendMail({
            from: '"Dr DÉMO" <j@demo.mssante.fr>',
            to: "p@demo.mssante.fr",
            subject: subject.replace(/\s+/g, " "),
            text,
            attachments,
          });
          const [mine, theirs] = [await readMessage(raw as Buffer), await simpleParser(raw as Buffer)];
          expect(mine.subject).toBe((theirs.subject ?? "").trim());
          expect(mine.from).toEqual({ name: theirs.from?.value[0]?.name, address: theirs.from?.value[0]?.address });
          expect(mine.text.trimEnd()).toBe((theirs.text ?? "").trimEnd());
          expect(mine.messageId).toBe(theirs.messageId);
          expect(mine.date).toBe(theirs.date?.toISOString());
          expect(mine.parts[0]?.size).toBe(theirs.attachments[0]?.size);
          const taken = await extractPart(raw as Buffer, mine.parts[0]?.index ?? -1);
          expect([...taken.bytes]).toEqual([...(theirs.attachments[0]?.content ?? [])]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

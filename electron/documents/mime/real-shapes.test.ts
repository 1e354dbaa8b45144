import { describe, expect, test } from "vitest";
import { readMessage } from "./read-message";
import { base64, lines, message, multipart, part, utf8 } from "./testing/build-message";

/** The shapes that mail programs and gateways really give to a message, with fictitious content. */
const plain = (text: string, ...headers: string[]) =>
  part(["Content-Type: text/plain; charset=utf-8", ...headers], utf8(text));
const page = (text: string) => part(["Content-Type: text/html; charset=utf-8"], utf8(text));
const pdf = (name: string, ...headers: string[]) =>
  part(
    [`Content-Type: application/pdf; name="${name}"`, "Content-Transfer-Encoding: base64", ...headers],
    base64("%PDF-1.4"),
  );
const png = part(
  ["Content-Type: image/png", "Content-ID: <img1@demo>", "Content-Transfer-Encoding: base64"],
  base64(Buffer.from("\x89PNG\r\n\x1a\n0000", "latin1")),
);
const read = async (content: string) => {
  const { text, html, parts } = await readMessage(message(content));
  return { text, html, parts: parts.map(({ name, inline }) => (inline ? `${name} (dans le texte)` : name)) };
};

describe("shapes of real messages", () => {
  test("webmail: alternative with a picture, then an attachment", async () => {
    const related = multipart("related", [page('<p>Bonjour</p><img src="cid:img1@demo">'), png], "rel");
    const found = await read(
      multipart("mixed", [multipart("alternative", [plain("Bonjour"), related], "alt"), pdf("a.pdf")]),
    );
    expect(found).toMatchObject({ text: "Bonjour", parts: ["piece-jointe-5.png (dans le texte)", "a.pdf"] });
    expect(found.html).toContain("data:image/png;base64,");
  });

  test("related that holds the alternative", async () => {
    const found = await read(
      multipart("related", [multipart("alternative", [plain("Bonjour"), page("<img src=cid:img1@demo>")], "alt"), png]),
    );
    expect(found).toMatchObject({ text: "Bonjour", parts: ["piece-jointe-4.png (dans le texte)"] });
  });

  test("text, attachment, text again, as phones write", async () => {
    expect(
      await read(multipart("mixed", [plain("avant"), pdf("a.pdf", "Content-Disposition: inline"), plain("après")])),
    ).toEqual({ text: "avant\n\naprès", html: null, parts: ["a.pdf"] });
  });

  test("a footer added by a gateway after an HTML body", async () => {
    const { text } = await read(
      multipart("mixed", [
        multipart("alternative", [plain("corps"), page("<p>corps</p>")], "alt"),
        plain("-- \nMessage analysé"),
      ]),
    );
    expect(text).toBe("corps\n\n-- \nMessage analysé");
  });

  test("an attachment without a disposition, one without a name", async () => {
    expect(
      (
        await read(
          multipart("mixed", [plain("x"), pdf("compte rendu.pdf"), part(["Content-Type: image/jpeg"], "\xff\xd8\xff")]),
        )
      ).parts,
    ).toEqual(["compte rendu.pdf", "piece-jointe-3.jpg"]);
  });

  test("a whole message that is one PDF", async () => {
    expect(await read(pdf("seul.pdf", "Content-Disposition: attachment"))).toEqual({
      text: "",
      html: null,
      parts: ["seul.pdf"],
    });
  });

  test("a forwarded message as an attachment keeps its own text for itself", async () => {
    const forwarded = part(
      ["Content-Type: message/rfc822", 'Content-Disposition: attachment; filename="message_original.eml"'],
      `Subject: dedans\r\n\r\n${"autre texte"}`,
    );
    expect(await read(multipart("mixed", [plain("voir ci-joint"), forwarded]))).toEqual({
      text: "voir ci-joint",
      html: null,
      parts: ["message_original.eml"],
    });
  });

  test("an invitation: text, page and calendar", async () => {
    const calendar = part(["Content-Type: text/calendar; method=REQUEST"], "BEGIN:VCALENDAR");
    expect(await read(multipart("alternative", [plain("rdv"), page("<p>rdv</p>"), calendar]))).toMatchObject({
      text: "rdv",
      html: "<p>rdv</p>",
      parts: ["piece-jointe-3.ics"],
    });
  });

  test("signed over alternative over mixed", async () => {
    const inner = multipart(
      "mixed",
      [multipart("alternative", [plain("a"), page("<p>a</p>")], "alt"), pdf("b.pdf")],
      "in",
    );
    expect(
      (
        await read(
          multipart("signed", [inner, part(["Content-Type: application/pkcs7-signature; name=smime.p7s"], "x")]),
        )
      ).parts,
    ).toEqual(["b.pdf", "smime.p7s"]);
  });

  test("enveloped S/MIME has no text and one part", async () => {
    expect(
      await read(part(["Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m"], "x")),
    ).toEqual({ text: "", html: null, parts: ["smime.p7m"] });
  });

  test.each([
    ["raw Latin-1 in the subject", "Subject: Compte rendu d\xe9taill\xe9", "Compte rendu détaillé"],
    ["raw UTF-8 in the subject", `Subject: ${utf8("Été")}`, "Été"],
    ["a folded subject", "Subject: un\r\n deux", "un deux"],
    ["words folded between", "Subject: =?utf-8?Q?CR_d=E2=80=99?=\r\n =?utf-8?Q?=C3=A9cho?=", "CR d’écho"],
    ["two subjects", "Subject: premier\r\nSubject: second", "premier"],
    ["spaces inside", "Subject: a  b", "a  b"],
  ])("%s is read", async (_, header, subject) => {
    expect((await readMessage(lines(header, "", "x"))).subject).toBe(subject);
  });

  test("old Mac or mixed line ends do not hide the body", async () => {
    const raw = Buffer.from("Subject: a\r\nContent-Type: text/plain\n\nun\r\ndeux\ntrois");
    expect((await readMessage(raw)).text).toBe("un\ndeux\ntrois");
  });
});

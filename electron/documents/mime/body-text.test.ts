import { describe, expect, test } from "vitest";
import { readBody } from "./body-text";
import { unflow } from "./flowed-text";
import { LIMITS } from "./mime-limits";
import { readMimeTree } from "./mime-tree";
import { lines, message, multipart, part, utf8 } from "./testing/build-message";

const body = (raw: Uint8Array) => readBody(readMimeTree(raw).root);
const plain = (text: string, ...headers: string[]) =>
  part(["Content-Type: text/plain; charset=utf-8", ...headers], utf8(text));
const html = (text: string, ...headers: string[]) =>
  part(["Content-Type: text/html; charset=utf-8", ...headers], utf8(text));

describe("which text is read", () => {
  test("of an alternative, the plain text and the HTML, each once", () => {
    expect(body(message(multipart("alternative", [plain("texte"), html("<p>page</p>")])))).toMatchObject({
      text: "texte",
      html: "<p>page</p>",
    });
  });

  test("of HTML alone, the text is derived and the HTML given", () => {
    expect(body(message(html("<p>Bonjour</p><p>Merci</p>")))).toMatchObject({
      text: "Bonjour\n\nMerci",
      html: "<p>Bonjour</p><p>Merci</p>",
    });
  });

  test("of an alternative whose plain text is empty, the HTML tells", () => {
    expect(body(message(multipart("alternative", [plain("  "), html("<p>page</p>")])))).toMatchObject({ text: "page" });
  });

  test("of plain text alone there is no HTML", () => {
    expect(body(message(plain("texte")))).toMatchObject({ text: "texte", html: null });
  });

  test("inline texts that follow one another are all shown, in both forms", () => {
    const { text, html: page } = body(message(multipart("mixed", [html("<p>un</p>"), plain("<deux>")])));
    expect(text).toBe("un\n\n<deux>");
    expect(page).toBe("<p>un</p><hr><pre>&lt;deux&gt;</pre>");
  });

  test("the related part of an alternative counts as its HTML", () => {
    const related = multipart("related", [html("<p>page</p>"), part(["Content-Type: image/png"], "x")], "rel");
    expect(body(message(multipart("alternative", [plain("texte"), related])))).toMatchObject({
      text: "texte",
      html: "<p>page</p>",
    });
  });

  test.each([
    ["announced as an attachment", 'Content-Disposition: attachment; filename="a.txt"'],
    ["with a file name", 'Content-Disposition: inline; filename="a.txt"'],
    ["with a file name of RFC 2231", "Content-Disposition: inline; filename*=utf-8''a.txt"],
  ])("a text %s is a file, not the body", (_, header) => {
    expect(body(message(multipart("mixed", [plain("corps"), plain("fichier", header)]))).text).toBe("corps");
  });

  test("a message that is one text with a name is still its body", () => {
    expect(body(lines('Content-Type: text/plain; name="a.txt"', "", "corps")).text).toBe("corps");
  });

  test("a message without any text has an empty one", () => {
    expect(body(message(multipart("mixed", [part(["Content-Type: application/pdf"], "%PDF")])))).toMatchObject({
      text: "",
      html: null,
    });
  });

  test("calendars and cards are no body (M07)", () => {
    expect(
      body(
        message(
          multipart("mixed", [
            part(["Content-Type: text/calendar"], "BEGIN:VCALENDAR\r\nSUMMARY:<b>x"),
            plain("corps"),
          ]),
        ),
      ).text,
    ).toBe("corps");
  });

  test("the text of a returned message is not this message's", () => {
    expect(
      body(
        message(
          multipart("mixed", [plain("corps"), part(["Content-Type: message/rfc822"], "Subject: a\r\n\r\nautre")]),
        ),
      ).text,
    ).toBe("corps");
  });
});

describe("how it is decoded", () => {
  test.each([
    ["windows-1252", "quoted-printable", "=80 =92 =9C =E9", "€ ’ œ é"],
    ["iso-8859-15", "quoted-printable", "=A4 =BD =E9", "€ œ é"],
    ["iso-8859-1", "8bit", "\xe9t\xe9", "été"],
    ["utf-8", "base64", "w6l0w6kg4oKs", "été €"],
    ["utf-8", "8bit", utf8("été €"), "été €"],
    ["us-ascii", "8bit", utf8("été"), "été"],
    ["us-ascii", "8bit", "\xe9t\xe9 \x80", "été €"],
    ["utf-7", "7bit", "+AOk-t+AOk-", "été"],
  ])("%s in %s", (charset, encoding, written, text) => {
    const raw = lines(
      `Content-Type: text/plain; charset=${charset}`,
      `Content-Transfer-Encoding: ${encoding}`,
      "",
      written,
    );
    expect(body(raw).text).toBe(text);
  });

  test("HTML in UTF-7 comes out as HTML to be sanitised, never as a disguise (H15)", () => {
    expect(body(lines("Content-Type: text/html; charset=utf-7", "", "+ADw-script+AD4-x+ADw-/script+AD4-")).html).toBe(
      "<script>x</script>",
    );
  });

  test("controls and bidirectional overrides do not reach the text", () => {
    expect(body(message(plain("a\u0000b\u0007c\u202ed\u2066e\r\nf\tg"))).text).toBe("abcde\nf\tg");
  });

  test.each([
    ["un \ndeux \ntrois\nquatre", false, "un deux trois\nquatre"],
    ["un \ndeux", true, "undeux"],
    ["> cité \n> suite\nréponse", false, "> cité suite\nréponse"],
    [" de\n >pas cité", false, "de\n>pas cité"],
    ["fin \n-- \nJeanne", false, "fin \n-- \nJeanne"],
    ["> a \n>> b", false, "> a \n>> b"],
    ["", false, ""],
  ])("flowed text %j (delsp %s) is %j", (written, delsp, text) => {
    expect(unflow(written, delsp)).toBe(text);
  });

  test("a flowed body is joined, one that is not keeps its lines", () => {
    expect(body(lines("Content-Type: text/plain; format=flowed", "", "un ", "deux")).text).toBe("un deux");
    expect(body(lines("Content-Type: text/plain; format=flowed; delsp=yes", "", "un ", "deux")).text).toBe("undeux");
    expect(body(lines("Content-Type: text/plain", "", "un ", "deux")).text).toBe("un \ndeux");
  });
});

describe("bodies that are too long", () => {
  test("twenty megabytes of text are cut, say so, and stay savable whole", () => {
    const raw = Buffer.from(`Content-Type: text/plain\n\n${"bonjour docteur\n".repeat(1_310_720)}`);
    const { text, cut } = body(raw);
    expect(text.length).toBeLessThanOrEqual(LIMITS.textChars + 10);
    expect(text.endsWith("\n[…]")).toBe(true);
    expect([...cut].map(({ index }) => index)).toEqual([0]);
  });

  test("twenty megabytes of HTML are cut, say so, and stay savable whole", () => {
    const raw = Buffer.from(`Content-Type: text/html\n\n${"<p>bonjour</p>\n".repeat(1_400_000)}`);
    const read = body(raw);
    expect(read.html?.endsWith("<p>[…]</p>")).toBe(true);
    expect(read.html?.length).toBeLessThan(LIMITS.htmlChars + 20);
    expect(read.cut.size).toBe(1);
  });

  test("many long texts together are cut as well", () => {
    const long = plain("a".repeat(1_500_000));
    const read = body(message(multipart("mixed", [long, long, long])));
    expect(read.text.length).toBeLessThanOrEqual(LIMITS.textChars + 10);
    expect(read.cut.size).toBe(3);
  });

  test("a body of the usual length is not cut", () => {
    expect(body(message(plain("a".repeat(100_000)))).cut.size).toBe(0);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findDelimiters } from "./delimiters";
import { LIMITS } from "./mime-limits";
import { contentOf, type MimeNode, readMimeTree } from "./mime-tree";
import { base64, lines, message, multipart, part } from "./testing/build-message";
import { cpuMs } from "./testing/cpu-time";

const bodyOf = (node: MimeNode | undefined) => (node ? Buffer.from(contentOf(node)).toString("latin1") : undefined);
const shape = (node: MimeNode): string =>
  node.children.length > 0 ? `${node.type}(${node.children.map(shape).join(" ")})` : node.type;
const tree = (raw: Uint8Array) => readMimeTree(raw);
const text = (body: string) => part(["Content-Type: text/plain"], body);

describe("delimiter lines", () => {
  const find = (body: string, boundary = "b") =>
    findDelimiters(Buffer.from(body, "latin1"), boundary, 100).map(({ start, end, closing }) => [start, end, closing]);

  test.each([
    [
      "--b\r\nx\r\n--b--\r\n",
      [
        [0, 5, false],
        [6, 15, true],
      ],
    ],
    [
      "--b\nx\n--b--",
      [
        [0, 4, false],
        [5, 11, true],
      ],
    ],
    ["préambule\r\n--b \t\r\nx", [[9, 18, false]]],
    ["--bc\r\n--b\r\n", [[4, 11, false]]],
    ["--b-\r\n", []],
    ["x--b\r\n", []],
    [" --b\r\n", []],
    ["--B\r\n", []],
    ["--b--\r\n--b\r\n", [[0, 7, true]]],
    [
      "--b\r\n--b\r\n",
      [
        [0, 5, false],
        [3, 10, false],
      ],
    ],
    ["--b", [[0, 3, false]]],
    ["", []],
  ])("%j has %j", (body, expected) => {
    expect(find(body)).toEqual(expected);
  });

  test("fifty megabytes of marks on one line are passed over within a second", () => {
    const body = Buffer.alloc(50_000_000, 0x2d);
    const time = cpuMs(() => {
      expect(findDelimiters(body, "-----", 500)).toEqual([]);
    });
    expect(time).toBeLessThan(1_000);
  });
});

describe("the tree", () => {
  test("a message without a type is plain text", () => {
    const { root, nodes } = tree(message("\r\nBonjour"));
    expect([root.type, bodyOf(root), nodes.length]).toEqual(["text/plain", "Bonjour", 1]);
  });

  test("parts are numbered by a depth-first walk, the root being 0", () => {
    const { root, nodes } = tree(
      message(multipart("mixed", [multipart("alternative", [text("a"), text("b")], "in"), text("c")])),
    );
    expect(shape(root)).toBe("multipart/mixed(multipart/alternative(text/plain text/plain) text/plain)");
    expect(nodes.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    expect([2, 3, 4].map((index) => bodyOf(nodes[index]))).toEqual(["a", "b", "c"]);
  });

  test("the line end before a delimiter is not of the part, others are", () => {
    const { nodes } = tree(
      lines("Content-Type: multipart/mixed; boundary=b", "", "--b", "", "a", "", "--b", "", "--b--"),
    );
    expect(bodyOf(nodes[1])).toBe("a\r\n");
    expect(bodyOf(nodes[2])).toBe("");
  });

  test("preamble and epilogue are no part", () => {
    const { nodes } = tree(
      lines("Content-Type: multipart/mixed; boundary=b", "", "avant", "--b", "", "a", "--b--", "--b", "", "après"),
    );
    expect(nodes.map(bodyOf).slice(1)).toEqual(["a"]);
  });

  test("a missing last delimiter lets the last part run to the end (M04)", () => {
    const { nodes } = tree(
      lines("Content-Type: multipart/mixed; boundary=b", "", "--b", "", "a", "--b", "", "la suite", "entière"),
    );
    expect(bodyOf(nodes[2])).toBe("la suite\r\nentière");
  });

  test("an outer delimiter ends an inner multipart that never closed", () => {
    const inner = lines("Content-Type: multipart/alternative; boundary=in", "", "--in", "", "a", "--in", "", "b");
    const { root } = tree(
      lines(
        "Content-Type: multipart/mixed; boundary=out",
        "",
        "--out",
        Buffer.from(inner).toString("latin1"),
        "--out",
        "",
        "c",
        "--out--",
      ),
    );
    expect(shape(root)).toBe("multipart/mixed(multipart/alternative(text/plain text/plain) text/plain)");
  });

  test("a boundary that begins with another one is not mistaken for it", () => {
    const inner = part(["Content-Type: multipart/alternative; boundary=ab"], "--ab\r\n\r\na\r\n--ab--");
    const { root, nodes } = tree(
      lines("Content-Type: multipart/mixed; boundary=a", "", "--a", inner, "--a", "", "c", "--a--"),
    );
    expect(shape(root)).toBe("multipart/mixed(multipart/alternative(text/plain) text/plain)");
    expect(bodyOf(nodes[2])).toBe("a");
  });

  test("the same boundary inside and outside gives one and the same view every time", () => {
    const raw = lines(
      "Content-Type: multipart/mixed; boundary=b",
      "",
      "--b",
      "Content-Type: multipart/mixed; boundary=b",
      "",
      "--b",
      "",
      "x",
      "--b--",
    );
    expect(shape(tree(raw).root)).toBe(shape(tree(raw).root));
    expect(tree(raw).nodes.some((node) => bodyOf(node) === "x")).toBe(true);
  });

  test.each([
    ["no boundary", "multipart/mixed"],
    ["an empty boundary", 'multipart/mixed; boundary=""'],
    ["a boundary that never comes", "multipart/mixed; boundary=jamais"],
    ["an endless boundary", `multipart/mixed; boundary=${"b".repeat(300)}`],
  ])("a multipart with %s shows what it holds as text", (_, type) => {
    const { root } = tree(lines(`Content-Type: ${type}`, "", "ce qui est là"));
    expect([root.type, bodyOf(root)]).toEqual(["text/plain", "ce qui est là"]);
  });

  test("of two Content-Type the first counts (M04)", () => {
    expect(tree(lines("Content-Type: text/html", "Content-Type: text/plain", "", "x")).root.type).toBe("text/html");
  });

  test.each(["n'importe quoi", "text", "/", "a/b/c", "text/\x0e", ""])("the type %j is read as plain text", (type) => {
    expect(tree(lines(`Content-Type: ${type}`, "", "x")).root.type).toBe("text/plain");
  });

  test("the parts of a digest are messages unless they say otherwise", () => {
    const { root } = tree(
      lines("Content-Type: multipart/digest; boundary=b", "", "--b", "", "Subject: dedans", "", "x", "--b--"),
    );
    expect(shape(root)).toBe("multipart/digest(message/rfc822(text/plain))");
  });

  test("a message inside a message is read too, even in base64, and knows its depth", () => {
    const inner = "Subject: dedans\r\n\r\nBonjour";
    const { nodes } = tree(
      lines("Content-Type: message/rfc822", "Content-Transfer-Encoding: base64", "", base64(inner)),
    );
    expect(nodes[1]?.fields.first("subject")).toBe("dedans");
    expect([nodes[1]?.messageDepth, bodyOf(nodes[1])]).toEqual([1, "Bonjour"]);
  });

  test("blank lines before the header do not hide it", () => {
    expect(tree(lines("", "", "Subject: a", "", "x")).root.fields.first("subject")).toBe("a");
  });

  test("bare line feeds split as well as CRLF", () => {
    const raw = Buffer.from("Content-Type: multipart/mixed; boundary=b\n\n--b\n\na\n--b--\n");
    expect(tree(raw).nodes.map(bodyOf).slice(1)).toEqual(["a"]);
  });
});

describe("bounds", () => {
  test("a message over sixty megabytes is refused", () => {
    expect(() => tree(new Uint8Array(LIMITS.rawBytes + 1))).toThrow(
      expect.objectContaining({ code: "message-too-big" }),
    );
  });

  test("a header over a quarter of a megabyte is refused", () => {
    const raw = Buffer.from(`Subject: ${"a".repeat(LIMITS.headerBytes + 10)}\n\nx`);
    expect(() => tree(raw)).toThrow(expect.objectContaining({ code: "message-headers-too-big" }));
    expect(() => tree(Buffer.from(`${"a".repeat(LIMITS.headerBytes + 10)}`))).toThrow();
  });

  test("a part with such a header stays whole, as an opaque part", () => {
    const huge = `X: ${"a".repeat(LIMITS.headerBytes + 10)}\r\n\r\nx`;
    const { nodes } = tree(message(multipart("mixed", [text("a"), huge, text("c")])));
    expect(nodes.map(({ type }) => type).slice(1)).toEqual(["text/plain", "application/octet-stream", "text/plain"]);
    expect(bodyOf(nodes[2])).toBe(huge);
  });

  test("ten thousand parts become five hundred and one opaque rest, and nothing is lost", () => {
    const parts = Array.from({ length: 10_000 }, (_, index) => text(`n${index}`));
    const { nodes } = tree(message(multipart("mixed", parts)));
    expect(nodes).toHaveLength(LIMITS.parts + 1);
    expect(nodes.at(-1)?.type).toBe("application/octet-stream");
    expect(bodyOf(nodes.at(-1))).toContain("n9999");
  });

  test("ten thousand nested multiparts stop at a depth, within a second", () => {
    const opening = Array.from(
      { length: 10_000 },
      (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`,
    );
    const time = cpuMs(() => {
      const { nodes } = tree(Buffer.from(`${opening.join("")}\n\nau fond`));
      expect(nodes).toHaveLength(LIMITS.multipartDepth + 1);
      expect(bodyOf(nodes.at(-1))).toContain("au fond");
    });
    expect(time).toBeLessThan(1_000);
  });

  test("a hundred messages inside one another stop at a depth (A14)", () => {
    const { nodes } = tree(Buffer.from(`${"Content-Type: message/rfc822\n\n".repeat(100)}au fond`));
    expect(Math.max(...nodes.map(({ messageDepth }) => messageDepth))).toBe(LIMITS.messageDepth);
    expect(bodyOf(nodes.at(-1))).toContain("au fond");
  });

  test("any bytes give a tree whose numbers are the places in the walk", () => {
    const unit = fc.constantFrom(
      "--b\n",
      "--b--\n",
      "\n",
      "a: b\n",
      "Content-Type: multipart/mixed; boundary=b\n",
      "Content-Type: message/rfc822\n",
      "x",
      "\r\n",
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), (pieces) => {
        const { root, nodes } = tree(Buffer.from(pieces.join("")));
        const walked: MimeNode[] = [];
        const walk = (node: MimeNode): void => {
          walked.push(node);
          node.children.forEach(walk);
        };
        walk(root);
        expect(walked.map(({ index }) => index)).toEqual(nodes.map((_, index) => index));
        expect(walked).toEqual(nodes);
      }),
      { numRuns: 300 },
    );
  });
});

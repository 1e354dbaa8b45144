import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeCommand, readReply } from "./valkey-wire";

const read = (text: string) => readReply(Buffer.from(text));

describe("commands", () => {
  test("are arrays of bulk strings, counted in bytes", () => {
    expect(encodeCommand(["SET", "clé", "a b\r\nDEL x"]).toString()).toBe(
      "*3\r\n$3\r\nSET\r\n$4\r\nclé\r\n$10\r\na b\r\nDEL x\r\n",
    );
  });
});

describe("replies", () => {
  test("of each kind", () => {
    expect(read("+OK\r\n")).toEqual({ reply: { kind: "text", text: "OK" }, size: 5 });
    expect(read("-WRONGPASS invalid username\r\n")).toMatchObject({ reply: { kind: "refusal", code: "WRONGPASS" } });
    expect(read(":12\r\n+")).toEqual({ reply: { kind: "number", number: 12 }, size: 5 });
    expect(read("$-1\r\n")).toEqual({ reply: { kind: "nothing" }, size: 5 });
    expect(read("$0\r\n\r\n")).toEqual({ reply: { kind: "text", text: "" }, size: 6 });
  });

  test.each([
    "*1\r\n",
    "!oops\r\n",
    ":un\r\n",
    "$-2\r\n",
    "$99999999\r\n",
    "$300000\r\n",
    "$2\r\nabcd\r\n",
    `+${"x".repeat(2_000)}`,
  ])("%j is broken", (text) => expect(read(text)).toBe("broken"));

  test("any text comes back whole, whatever follows it and however it is cut", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), fc.nat(), (text, cut) => {
        const whole = Buffer.from(`$${Buffer.byteLength(text)}\r\n${text}\r\n`);
        expect(readReply(Buffer.concat([whole, Buffer.from("+OK\r\n")]))).toEqual({
          reply: { kind: "text", text: whole.toString("utf8", whole.indexOf("\n") + 1, whole.length - 2) },
          size: whole.length,
        });
        expect(readReply(whole.subarray(0, cut % whole.length))).toBe("more");
      }),
    );
  });

  test("no bytes make it throw", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => void readReply(Buffer.from(bytes))));
  });
});

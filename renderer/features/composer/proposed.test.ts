import { describe, expect, test } from "vitest";
import type { DirectoryAnswer } from "#shared/contract/writing";
import type { Recipient } from "#shared/domain/draft";
import { type Came, proposedFor, withAnswer } from "./proposed";

const someone = (name: string): Recipient => ({ name, address: `${name}@cabinet.demo.mssante.fr` }) as Recipient;
const answer = (name: string): DirectoryAnswer => ({
  source: "ldap",
  recipients: [someone(name)],
  cut: "no",
  ignored: [],
  failure: null,
});
const came: Came = { of: "dup", local: [someone("dupont")], live: [answer("dupuis")] };

describe("what is shown under what is typed", () => {
  test("both answers to the text itself", () => {
    expect(proposedFor(came, "dup")).toEqual({ local: came.local, live: came.live, searching: false });
  });

  test.each(["dupo", "dupont lyon", "du", "d"])(
    "“%s” keeps what is known here, and waits for the directory",
    (text) => {
      expect(proposedFor(came, text)).toEqual({ local: came.local, live: null, searching: text.length >= 3 });
    },
  );

  test.each(["m", "martin", "ldup", "du lac"])(
    "“%s” is another word: nobody of before can be chosen under it",
    (text) => {
      expect(proposedFor(came, text)).toMatchObject({ local: [], live: null });
    },
  );

  test("nothing typed, nobody proposed", () => {
    expect(proposedFor(came, "")).toEqual({ local: [], live: null, searching: false });
  });
});

describe("an answer that comes", () => {
  test("joins the other one to the same text, in either order", () => {
    const live = [answer("martin")];
    const local = [someone("martine")];
    const one = withAnswer(withAnswer(came, "mart", { local }), "mart", { live });
    const other = withAnswer(withAnswer(came, "mart", { live }), "mart", { local });
    expect(one).toEqual({ of: "mart", local, live });
    expect(other).toEqual(one);
  });

  test("§7.8: takes the directory's answer to an older text away", () => {
    expect(withAnswer(came, "dupo", { local: [] })).toEqual({ of: "dupo", local: [], live: null });
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkSendTime, readSendTime, sendTimeField, sendTimes } from "./send-times";

const friday = new Date(2026, 10, 20, 17, 42, 13);
const shown = (now: Date) => sendTimes(now).map(({ code, at }) => `${code} ${sendTimeField(at)}`);

describe("moments proposed", () => {
  it.each([
    [friday, ["tomorrow 2026-11-21T08:00", "monday 2026-11-23T08:00"]],
    [new Date(2026, 10, 22, 23, 59), ["tomorrow 2026-11-23T08:00"]],
    [new Date(2026, 10, 23, 0, 1), ["tomorrow 2026-11-24T08:00", "monday 2026-11-30T08:00"]],
    [new Date(2026, 11, 31, 12, 0), ["tomorrow 2027-01-01T08:00", "monday 2027-01-04T08:00"]],
  ])("on %s are ahead, at eight", (now, expected) => expect(shown(now)).toEqual(expected));

  it("are always ahead and at eight, whatever the day, changes of hour included", () => {
    const day = fc.integer({ min: 0, max: 3000 }).map((days) => new Date(2026, 0, 1 + days, 12));
    fc.assert(
      fc.property(day, (now) => {
        for (const { at } of sendTimes(now)) {
          expect(at.getHours()).toBe(8);
          expect(checkSendTime(at, now)).toEqual({ ok: true, at });
        }
      }),
    );
  });
});

describe("a moment typed", () => {
  it("is read in local time", () => {
    expect(readSendTime("2026-11-21T08:30", friday)).toEqual({ ok: true, at: new Date(2026, 10, 21, 8, 30) });
  });

  it.each([
    ["", "unreadable"],
    ["2026-11-21", "unreadable"],
    ["2026-02-30T08:00", "unreadable"],
    ["2026-13-01T08:00", "unreadable"],
    ["2026-11-21T25:00", "unreadable"],
    ["2026-11-20T17:42", "past"],
    ["2026-11-19T08:00", "past"],
    ["2027-11-21T08:00", "too-far"],
  ])("%j is refused: %s", (text, code) => expect(readSendTime(text, friday)).toEqual({ ok: false, code }));

  it("comes back as it was written", () => {
    const minute = fc.integer({ min: 1, max: 80 * 24 * 60 }).map((minutes) => new Date(2026, 10, 20, 18, minutes));
    fc.assert(
      fc.property(minute, (at) => {
        const read = readSendTime(sendTimeField(at), friday);
        // The hour that is written twice in autumn is read as its first.
        expect(read.ok && Math.abs(read.at.getTime() - at.getTime()) <= 3_600_000).toBe(true);
      }),
    );
  });
});

it("an instant that is no date is refused", () => {
  expect(checkSendTime(new Date(Number.NaN), friday)).toEqual({ ok: false, code: "unreadable" });
});

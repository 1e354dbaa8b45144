import { describe, expect, test } from "vitest";
import {
  clock,
  dayHeading,
  dayKey,
  fullMoment,
  hl7Date,
  hl7Moment,
  longDate,
  momentOf,
  monthName,
  plainDate,
  rowDate,
  timeLeft,
  comingMoment,
  daysSince,
} from "./dates";

const at = (day: number, hour = 9, minute = 40, month = 10, year = 2026): string =>
  new Date(year, month, day, hour, minute).toISOString();
const now = new Date(2026, 10, 22, 10, 0);
const plain = (text: string): string => text.replace(/\u00a0/gu, " ");

describe("the date of a row", () => {
  test.each([
    [at(22), "9:40"],
    [at(21, 23, 59), "hier"],
    [at(20), "ven."],
    [at(16, 0, 1), "lun."],
    [at(15, 23, 59), "15/11/2026"],
    [at(12, 9, 0, 2), "12/03/2026"],
    ["not a date", ""],
  ])("%s reads %s", (iso, expected) => expect(rowDate(iso, now, "fr")).toBe(expected));
  test("a date to come is written in full, never as a weekday", () =>
    expect(rowDate(at(25), now, "fr")).toBe("25/11/2026"));
  test("English has its own words", () =>
    expect([rowDate(at(21), now, "en"), rowDate(at(20), now, "en")]).toEqual(["yesterday", "Fri"]));
});

describe("the moment of a message", () => {
  test.each([
    [at(22), "aujourd’hui, 9 h 40"],
    [at(21, 17, 5), "hier, 17 h 05"],
    [at(23, 8, 0), "demain, 8 h 00"],
    [at(18, 17, 20), "18 novembre, 17 h 20"],
    [at(12, 9, 40, 2, 2025), "12/03/2025, 9 h 40"],
    ["", ""],
  ])("%s reads %s", (iso, expected) => expect(plain(momentOf(iso, now, "fr"))).toBe(expected));
  test("the hour and its letter never part at a line end", () =>
    expect(clock(new Date(2026, 1, 1, 9, 5), "fr")).toBe("9\u00a0h\u00a005"));
});

describe("the groups of the list", () => {
  test.each([
    [at(22), "Aujourd’hui"],
    [at(21), "Hier"],
    [at(20), "Vendredi 20 novembre"],
    [at(3), "Novembre 2026"],
    [at(3, 9, 0, 11, 2024), "Décembre 2024"],
  ])("%s is under %s", (iso, label) => expect(plain(dayHeading(iso, now, "fr"))).toBe(label));
  test("two messages of an old month share a key, two of last week do not", () => {
    expect(dayKey(at(3), now)).toBe(dayKey(at(9), now));
    expect(dayKey(at(19), now)).not.toBe(dayKey(at(20), now));
  });
  test("an unreadable date has a group of its own", () => expect(dayKey("x", now)).toBe("unknown"));
});

test.each([
  ["19790328", "28/03/1979"],
  ["197903", "03/1979"],
  ["1979", "1979"],
  ["20261120093000+0100", "20/11/2026"],
  ["", ""],
  ["unknown", ""],
])("the HL7 date %s reads %s", (value, expected) => expect(hl7Date(value)).toBe(expected));

test("a long date reads the same from HL7 and from ISO", () => {
  expect(longDate("20261120", "fr")).toBe("20 novembre 2026");
  expect(longDate("2026-11-20T12:00:00Z", "fr")).toBe("20 novembre 2026");
  expect(longDate("20260801", "fr")).toBe("1er août 2026");
  expect(longDate("20261121", "fr")).toBe("21 novembre 2026");
  expect(longDate("20260801", "en")).toBe("1 August 2026");
  expect(longDate("20261120", "en")).toBe("20 November 2026");
  expect(longDate("x", "fr")).toBe("");
});

test.each([
  [77, "1 min 17 s"],
  [42, "42 s"],
  [120, "2 min"],
  [3900, "1 h 05 min"],
  [-4, "0 s"],
])("%d seconds left read %s", (seconds, expected) => {
  expect(plain(timeLeft(seconds))).toBe(expected);
});

test("paper has a date that stays true, even the day it is printed", () => {
  expect(plain(fullMoment(at(22), "fr"))).toBe("22 novembre 2026, 9 h 40");
  expect(plain(fullMoment(at(22), "en"))).toBe("22 November 2026, 09:40");
  expect(fullMoment("x", "fr")).toBe("");
});
test("a plain date is day, month, year", () => expect(plainDate(new Date(2026, 2, 9))).toBe("09/03/2026"));
test("months have their French names", () =>
  expect([monthName(3, "fr"), monthName(8, "en")]).toEqual(["mars", "August"]));

test("a moment to come names its day", () => {
  const now = new Date(2026, 10, 22, 10);
  const plain = (text: string): string => text.replaceAll("\u00a0", " ");
  const at = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString();
  expect(plain(comingMoment(at(22, 18), now, "fr"))).toBe("aujourd’hui à 18 h 00");
  expect(plain(comingMoment(at(23, 8), now, "fr"))).toBe("demain à 8 h 00");
  expect(plain(comingMoment(at(30, 8), now, "fr"))).toBe("lundi 30 novembre à 8 h 00");
  expect(plain(comingMoment(at(23, 8), now, "en"))).toBe("tomorrow at 08:00");
  expect(comingMoment("x", now, "fr")).toBe("");
});

test("days are those of the calendar", () => {
  const now = new Date(2026, 10, 22, 1);
  expect(daysSince(new Date(2026, 10, 21, 23).toISOString(), now)).toBe(1);
  expect(daysSince(new Date(2026, 10, 22, 0).toISOString(), now)).toBe(0);
  expect(daysSince(new Date(2026, 10, 30).toISOString(), now)).toBe(0);
  expect(daysSince("x", now)).toBe(0);
});

test("an HL7 moment reads with its hour here, its zone counted, else as a date", () => {
  const plain = (text: string): string => text.replaceAll("\u00a0", " ");
  expect(plain(hl7Moment("202611200930", "fr"))).toBe("20 novembre 2026, 9 h 30");
  expect(plain(hl7Moment("20261120093000.5", "en"))).toBe("20 November 2026, 09:30");
  const here = new Date("2026-11-20T12:30:00+01:00");
  expect(hl7Moment("20261120123000+0100", "fr")).toBe(`20 novembre 2026, ${clock(here, "fr")}`);
  expect(hl7Moment("20261120113000+0000", "fr")).toBe(hl7Moment("20261120123000+0100", "fr"));
  expect(hl7Moment("20261120", "fr")).toBe("20 novembre 2026");
  expect(hl7Moment("202611209930", "fr")).toBe("20 novembre 2026");
  expect(hl7Moment("x", "fr")).toBe("");
});

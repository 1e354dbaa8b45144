import { afterEach, beforeEach, expect, test } from "vitest";
import { BOX, deliver, envelope, openProfile, type Profile } from "./testing/profile";

let profile: Profile;
beforeEach(() => {
  profile = openProfile();
});
afterEach(() => profile.end());

test("the UIDs of a folder are those of a server's ranges, neither more nor fewer", () => {
  deliver(profile.service, "INBOX", ...[4, 5, 6, 9].map((uid) => envelope({ uid, messageId: `<${uid}@demo>` })));
  const holds = (...ranges: readonly (readonly [number, number])[]) => profile.service.holdsUids(BOX, "INBOX", ranges);
  expect(holds([4, 6], [9, 9])).toBe(true);
  expect(holds([4, 5], [6, 6], [9, 9])).toBe(true);
  // As many, but not the same.
  for (const other of [
    [4, 7],
    [3, 6],
    [6, 9],
  ] as const)
    expect(holds(other)).toBe(false);
  expect(holds([4, 6])).toBe(false);
  expect(holds([4, 9])).toBe(false);
  expect(holds()).toBe(false);
  expect(profile.service.holdsUids(BOX, "F/sent", [])).toBe(true);
  expect(profile.service.holdsUids(BOX, "unknown", [[1, 1]])).toBe(false);
});

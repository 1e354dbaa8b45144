import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../scripts/testing/runs";
import { LATEST_SCHEMA } from "./migrate";
import { openDatabase } from "./open";
import { type Act, ACTS, officeIn, seen } from "./testing/acts";
import { disagreements } from "./testing/audit";
import { KEY, openProfile, type Profile } from "./testing/profile";

const LASTS_MS = runs(60_000, 600_000);

const step = fc.record({
  act: fc.constantFrom<Act>(...ACTS),
  // Pages that are left then, or a disk that is protected from writing; null: it has room again.
  room: fc.option(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant("protected" as const)), { freq: 3 }),
  size: fc.integer({ min: 1, max: 9000 }),
});

test(
  "wherever the disk is full or protected from writing, each act is done whole or leaves everything as it was, and is done once there is room",
  { timeout: LASTS_MS },
  () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 8, maxLength: 30 }), (steps) => {
        const profile = openProfile();
        try {
          const office = officeIn(profile);
          const refused: (() => void)[] = [];
          for (const { act, room, size } of steps) {
            leave(profile, room);
            const before = seen(profile);
            const doing = office(act, size);
            try {
              doing();
            } catch (error) {
              expect(error).toMatchObject({ code: room === "protected" ? "read-only" : "disk-full" });
              expect(seen(profile)).toEqual(before);
              refused.push(doing);
            }
          }
          leave(profile, null);
          for (const again of refused) again();
          expect(disagreements(profile.store)).toEqual([]);
        } finally {
          leave(profile, null);
          profile.end();
        }
      }),
      { numRuns: runs(12, 400) },
    );
  },
);

test(
  "wherever a later release took the store further, it is refused, not a byte of it is written, and that release finds it as it was",
  { timeout: LASTS_MS },
  () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const profile = openProfile();
        const office = officeIn(profile);
        for (const { act, size } of steps) office(act, size)();
        const before = seen(profile);
        profile.store.get(`PRAGMA user_version = ${LATEST_SCHEMA + 1}`);
        profile.store.close();
        const bytes = readFileSync(profile.file);
        expect(() => openProfile(profile.folder)).toThrow(expect.objectContaining({ code: "newer-schema" }));
        expect(readFileSync(profile.file).equals(bytes)).toBe(true);
        const db = openDatabase(profile.file, KEY);
        db.pragma(`user_version = ${LATEST_SCHEMA}`);
        db.close();
        const again = openProfile(profile.folder);
        expect(seen(again)).toEqual(before);
        again.end();
      }),
      { numRuns: runs(4, 100) },
    );
  },
);

/** The engine itself says that no page is left, as on a disk without room, or that nothing may be written. */
function leave({ store }: Profile, room: number | "protected" | null): void {
  store.get(`PRAGMA query_only = ${Number(room === "protected")}`);
  if (room === "protected") return;
  const { page_count: count } = store.get<{ page_count: number }>("PRAGMA page_count") ?? { page_count: 0 };
  store.get(`PRAGMA max_page_count = ${room === null ? 1_000_000 : count + room}`);
}

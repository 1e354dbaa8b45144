import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { runs } from "../../scripts/testing/runs";
import { type Act, ACTS, officeIn, seen } from "./testing/acts";
import { disagreements } from "./testing/audit";
import { KEY, openProfile } from "./testing/profile";
import { mountTinyDisk } from "./testing/tiny-disk";
import { checkStore } from "./whole-store";

const PAGE = 4096;
const disk = mountTinyDisk(10 * 1024 * 1024);
afterAll(() => disk?.unmount());

const step = fc.record({
  act: fc.constantFrom<Act>(...ACTS),
  // Pages that are left on the disk then, for the journal of writes first; null: it has room again.
  room: fc.option(fc.integer({ min: 0, max: 40 }), { freq: 3 }),
  size: fc.integer({ min: 1, max: 60_000 }),
});
const FULL = { code: expect.stringMatching(/^disk-(?:full|error)$/u) as unknown };

test.runIf(disk !== null)(
  "on a real disk that fills: each act is done whole or leaves everything as it was, and all of it is there once there is room, after a start too",
  () => {
    let made = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 8, maxLength: 30 }), (steps) => {
        if (disk === null) return;
        const folder = join(disk.folder, String((made += 1)));
        mkdirSync(folder);
        const profile = openProfile(folder);
        try {
          const office = officeIn(profile);
          const refused: (() => void)[] = [];
          for (const { act, room, size } of steps) {
            disk.leave(room === null ? null : room * PAGE);
            const before = seen(profile);
            const doing = office(act, size);
            try {
              doing();
            } catch (error) {
              expect(error).toMatchObject(FULL);
              expect(seen(profile)).toEqual(before);
              refused.push(doing);
            }
          }
          disk.leave(null);
          for (const again of refused) again();
          const held = seen(profile);
          disk.leave(0);
          profile.store.close();
          // It may open without room or say that there is none; either way nothing is lost.
          try {
            openProfile(folder).store.close();
          } catch (error) {
            expect(error).toMatchObject(FULL);
          }
          disk.leave(null);
          const again = openProfile(folder);
          expect(seen(again)).toEqual(held);
          expect(disagreements(again.store)).toEqual([]);
          expect(checkStore({ file: again.file, key: KEY })).toBe("ok");
          again.store.close();
        } finally {
          disk.leave(null);
          rmSync(folder, { recursive: true });
        }
      }),
      { numRuns: runs(5, 100) },
    );
  },
  runs(60_000, 600_000),
);

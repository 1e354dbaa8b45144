import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ListView } from "#shared/contract/mail";
import { openStore } from "./open";
import { createStoreService } from "./service";
import { disagreements } from "./testing/audit";
import { BOX, deliver, envelope, KEY, MATRICULE, openProfile, patientBox, type Profile } from "./testing/profile";

let profile: Profile;
beforeEach(() => {
  profile = openProfile();
  deliver(
    profile.service,
    "INBOX",
    ...Array.from({ length: 12 }, (_, at) =>
      envelope({
        uid: at + 1,
        messageId: `<t${at}@demo>`,
        subject: `Sujet ${at}`,
        ...(at % 3 === 0 ? { from: { name: "PATIENTE", address: patientBox(MATRICULE) } } : {}),
      }),
    ),
  );
});
afterEach(() => profile.end());

const listed = (view: ListView) =>
  profile.service.listConversations({ view, mailboxId: null, folderId: null, search: "", offset: 0, limit: 50 });
const heldIn = (view: ListView): number => listed(view).rows.length;

const CHANGES = ["done", "to-do", "archive", "restore", "delete"] as const;
const VIEWS = ["to-do", "all", "patients", "professionals", "archive", "trash"] as const;

test("a list says what it holds, whatever was done of its conversations", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(), fc.constantFrom(...CHANGES)), { maxLength: 12 }), (acts) => {
      for (const [at, change] of acts) {
        const ids = (["all", "archive", "trash"] as const).flatMap((view) => listed(view).rows).map(({ id }) => id);
        const from = at % (ids.length + 1);
        profile.service.mark(ids.slice(from, from + 3), change);
      }
      const counts = profile.service.counts(null);
      for (const view of VIEWS)
        expect([view, listed(view).total, counts[view]]).toEqual([view, heldIn(view), heldIn(view)]);
    }),
    { numRuns: 15 },
  );
  expect(disagreements(profile.store)).toEqual([]);
});

test("a mailbox that is forgotten leaves every list", () => {
  expect(listed("to-do").total).toBeGreaterThan(0);
  profile.service.removeMailbox(BOX);
  expect(profile.service.counts(null)).toMatchObject({ "to-do": 0, all: 0, patients: 0 });
  expect(disagreements(profile.store)).toEqual([]);
});

test("a store of the version before counts its lists once, when it is opened", () => {
  const before = profile.service.counts(null);
  for (const sql of [
    // What the migrations after it added: what is to be read back, a namesake's part of the key, then the totals.
    "DROP TABLE unread_back",
    "UPDATE conversations SET patient_key = trim(replace(patient_key, matricule, '')) WHERE kind = 'patient'",
    "DROP TRIGGER listing_counted",
    "DROP TRIGGER listing_discounted",
    "DROP TABLE list_totals",
    "PRAGMA user_version = 22",
  ])
    profile.store.run(sql);
  profile.store.close();
  const store = openStore({ file: profile.file, key: KEY, now: () => profile.clock.now, newId: () => "one" });
  expect(createStoreService(store).counts(null)).toEqual(before);
  expect(disagreements(store)).toEqual([]);
  store.close();
});

import { afterEach, beforeEach, expect, test } from "vitest";
import { type ContactFields, NO_CONTACT } from "#shared/domain/contact";
import { COLLEAGUE, deliver, envelope, ME, openProfile, patientBox, MATRICULE, type Profile } from "./testing/profile";

let profile: Profile;
let uid: number;
beforeEach(() => {
  profile = openProfile();
  uid = 0;
});
afterEach(() => profile.end());

const contact = (name: string, address: string): ContactFields => ({ ...NO_CONTACT, name, addresses: [address] });
const sent = (date: string, to = COLLEAGUE): void => {
  profile.service.rememberRecipient(to, "Paul", date);
  uid += 1;
  const from = { name: "", address: ME };
  deliver(
    profile.service,
    "F/sent",
    envelope({ uid, subject: `Lettre ${uid}`, from, to: [{ name: "", address: to }], date }),
  );
};
const heard = (date: string): void => {
  uid += 1;
  deliver(
    profile.service,
    "INBOX",
    envelope({ uid, subject: `Réponse ${uid}`, from: { name: "Paul", address: COLLEAGUE }, date }),
  );
};
const about = (address = COLLEAGUE) => profile.service.addressFacts().find((one) => one.address === address);
const day = (at: number): string => `2026-01-${String(at).padStart(2, "0")}T08:00:00.000Z`;

test("messages without a sign of life are counted from the last one", () => {
  for (const at of [1, 2, 3, 4]) sent(day(at));
  expect(about()).toMatchObject({ unanswered: 4, unansweredSince: day(1), lastSent: day(4), lastHeard: null });
  heard(day(3));
  expect(about()).toMatchObject({ unanswered: 1, unansweredSince: day(4), lastHeard: day(3) });
  heard(day(9));
  expect(about()).toMatchObject({ unanswered: 0, unansweredSince: null, lastHeard: day(9) });
});

test("who was written to once or twice owes no answer", () => {
  sent(day(1));
  sent(day(2));
  expect(about()).toMatchObject({ unanswered: 0, lastSent: null });
});

test("an address is told with its contact's name, when the directory dropped it, and its bounces", () => {
  profile.service.saveContact(null, contact("DÉMO Paul", COLLEAGUE));
  profile.service.markPublished([COLLEAGUE], [COLLEAGUE], day(1));
  profile.service.markPublished([COLLEAGUE], [], day(2));
  profile.service.markPublished([COLLEAGUE], [], day(3));
  expect(about()).toMatchObject({ name: "DÉMO Paul", goneSince: day(2), bounces: 0, bounced: false });
});

test("a patient's address is in no fact and is never looked for in the directory", () => {
  profile.service.rememberRecipient(patientBox(MATRICULE), "PAT-DEMO Alice", day(1));
  profile.service.rememberRecipient(COLLEAGUE, "Paul", day(1));
  expect(profile.service.addressFacts().map(({ address }) => address)).toEqual([COLLEAGUE]);
  expect(profile.service.knownAddresses()).toEqual([COLLEAGUE]);
});

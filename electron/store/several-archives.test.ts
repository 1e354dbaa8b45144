import { afterEach, beforeEach, expect, test } from "vitest";
import type { MessageId } from "#shared/domain/ids";
import type { Profile } from "./testing/profile";
import { deliver, envelope, openProfile, withDocuments, xdmDocument } from "./testing/profile";

let profile: Profile;
beforeEach(() => {
  profile = openProfile();
});
afterEach(() => profile.end());

test("two documents of one name in two archives are two, and stay two when the body is saved again", () => {
  const { service } = profile;
  const [id] = deliver(service, "INBOX", envelope({ uid: 1, looksXdm: true }));
  const message = id as MessageId;
  const twins = [2, 3].map((archivePart) => xdmDocument({ uniqueId: "a", archivePart, title: `${archivePart}` }));
  const kept = () => {
    service.saveBody(message, Buffer.from("zip"), withDocuments(twins));
    return service.messageView(message).documents;
  };
  const cards = kept();
  expect(cards.map((card) => service.document(card.id).place.partIndex)).toEqual([2, 3]);
  expect(kept().map((card) => card.id)).toEqual(cards.map((card) => card.id));
});

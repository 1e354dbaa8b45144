import { afterEach, beforeEach, expect, test } from "vitest";
import type { ConversationId, MessageId } from "#shared/domain/ids";
import { parsed } from "../store/testing/profile";
import { rereadArchives } from "./reread-archives";
import type { Services } from "./services";
import { testServices, type TestServices } from "./testing/test-services";

let bench: TestServices;
beforeEach(() => {
  bench = testServices();
});
afterEach(() => bench.end());

const damaged = Buffer.from("PK\u0003\u0004 cut short").toString("base64");
const letter = Buffer.from(
  `From: <paul.demo@chu.demo.mssante.fr>\r\nContent-Type: application/zip; name=IHE_XDM.ZIP\r\nContent-Transfer-Encoding: base64\r\n\r\n${damaged}\r\n`,
);
/** The services as they are, with these messages waiting to be read again. */
const waiting = (messages: readonly MessageId[]): Services & { readonly told: string[] } => {
  const told: string[] = [];
  const store = { ...bench.services.store.get(), unjudgedArchives: () => Promise.resolve(messages) };
  const changed: Services["changed"] = (...what) => void told.push(...what);
  const platform = { ...bench.services.platform, report: () => undefined };
  return { ...bench.services, platform, store: { ...bench.services.store, get: () => store }, changed, told };
};
const conversation = "any" as ConversationId;

test("a message whose archive was refused without a word is read again, and says why", async () => {
  const id = await bench.receive(letter);
  const part = bench.store.messageView(id).attachments[0];
  expect(part?.refused).toBe("damaged");
  bench.store.saveBody(
    id,
    letter,
    parsed({
      parts: [
        {
          index: 0,
          name: "IHE_XDM.ZIP",
          mimeType: "application/zip",
          size: 9,
          sha256: "a",
          contentId: null,
          inline: false,
          dangerous: false,
        },
      ],
    }),
  );
  expect(bench.store.messageView(id).attachments[0]?.refused).toBeUndefined();
  const services = waiting([id]);
  await rereadArchives(services, conversation);
  expect(bench.store.messageView(id).attachments[0]?.refused).toBe("damaged");
  expect(services.told).toEqual(["conversations", "documents"]);
});

test("nothing waiting changes nothing", async () => {
  const services = waiting([]);
  await rereadArchives(services, conversation);
  expect(services.told).toEqual([]);
});

test("a message that nobody has any more tells no change, and holds up none of the others", async () => {
  const id = await bench.receive(letter);
  const alone = waiting(["gone" as MessageId]);
  await rereadArchives(alone, conversation);
  expect(alone.told).toEqual([]);
  const services = waiting(["gone" as MessageId, id]);
  await rereadArchives(services, conversation);
  expect(services.told).toEqual(["conversations", "documents"]);
});

test("a message without its source anywhere is no change either: the page would open the conversation for ever", async () => {
  const id = await bench.receive(letter);
  const services = waiting([id]);
  const store = { ...services.store.get(), messageSource: () => Promise.resolve(null) };
  const bodies = { ...services.bodies, bring: () => Promise.resolve(false) };
  await rereadArchives(
    { ...services, store: { ...services.store, get: () => store }, bodies } as Services,
    conversation,
  );
  expect(services.told).toEqual([]);
});

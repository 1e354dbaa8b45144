import { openStore } from "../open";
import { createStoreService } from "../service";
import { batch, BOX, envelope, KEY } from "./profile";

/** A process of its own that applies batches until it is killed: each is told on stdout once it is committed. */
const PER_BATCH = 40;
const [file = "", start = "1"] = process.argv.slice(2);
let next = 0;
const store = openStore({ file, key: KEY, now: () => new Date(), newId: () => `${process.pid}-${next++}` });
const service = createStoreService(store);
for (let first = Number(start); ; first += PER_BATCH) {
  const added = Array.from({ length: PER_BATCH }, (_, index) =>
    envelope({
      uid: first + index,
      messageId: `<k${first + index}@demo>`,
      inReplyTo: index % 3 === 0 ? "" : `<k${first + index - 1}@demo>`,
    }),
  );
  service.applyBatch(BOX, batch("INBOX", { added }));
  process.stdout.write(`${first + PER_BATCH - 1}\n`);
}

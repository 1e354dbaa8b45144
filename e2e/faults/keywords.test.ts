import { expect, test } from "vitest";
import type { MailboxId } from "#shared/domain/ids";
import type { SpaceOfTrust } from "../servers/space-of-trust";
import { startStarttlsDoor } from "../servers/starttls-door";
import type { Engine } from "./engine";
import { DOCTOR, letter, shown } from "./office";
import { placesOn } from "./outside";
import { type Between, inOffice } from "./start-office";

const HOST = "imap.essai.mssante.fr";
const SOON = { interval: 200, timeout: 15_000 };

let space: SpaceOfTrust;
let engine: Engine;
let mailboxId: MailboxId;
inOffice({ between: withoutKeywords }, (office) => ({ space, engine, mailboxId } = office));

/** An operator's door that offers no keyword of its own. */
async function withoutKeywords({ environment, pki, dovecot }: SpaceOfTrust): Promise<Between> {
  const door = await startStarttlsDoor({
    protocol: "imap",
    certificate: await pki.issue([HOST]),
    target: dovecot.ports.imap,
    rewrite: (line) => (line.includes("[PERMANENTFLAGS (") ? line.replace(/ ?\\\*\)/u, ")") : line),
  });
  const hosts = { ...environment.hosts, [HOST]: { address: "127.0.0.1", port: door.port } };
  return { environment: { ...environment, hosts }, stop: door.stop };
}

test("an operator that keeps no keywords: what is dealt with or taken in charge stays here, is said to, and what it does keep is shared", async () => {
  await space.deliver(DOCTOR.address, letter("sansmot"));
  await expect.poll(() => shown(engine, mailboxId, "sansmot"), SOON).toBe(1);
  const toDo = async () =>
    (
      await engine.call("conversations.list", {
        view: "to-do",
        mailboxId,
        folderId: null,
        search: "",
        offset: 0,
        limit: 10,
      })
    ).rows;
  const [row] = await toDo();
  if (row === undefined) throw new Error("nothing to do");
  await engine.call("conversations.mark", { ids: [row.id], change: "done" });
  expect(await engine.call("conversations.take", { ids: [row.id], taken: true })).toEqual({ shared: false });
  await engine.call("conversations.mark", { ids: [row.id], change: "read" });
  const flags = async () => [...((await placesOn(space, DOCTOR.address, "INBOX"))[0]?.flags ?? [])];
  await expect.poll(flags, SOON).toEqual(["\\Seen"]);
  await space.deliver(DOCTOR.address, letter("suivant"));
  await expect.poll(() => shown(engine, mailboxId, "suivant"), SOON).toBe(1);
  expect((await toDo()).map(({ subject }) => subject)).toEqual(["suivant"]);
  const { row: kept } = await engine.call("conversations.read", { id: row.id });
  expect(kept.takenBy).toMatchObject({ idNat: DOCTOR.idNat, mine: true });
  const [mailbox] = await engine.call("mailboxes.list", undefined);
  expect(mailbox?.statesHere).toBe(true);
});

import { expect, test } from "vitest";
import type { MailboxId } from "#shared/domain/ids";
import type { SpaceOfTrust } from "../servers/space-of-trust";
import type { Engine } from "./engine";
import { DOCTOR, letter, send, write } from "./office";
import { messagesOn } from "./outside";
import { inOffice } from "./start-office";

const KILOBYTES = 120;
const COLLEAGUE = "destinataire.demo@confrere.essai.mssante.fr";
const SOON = { interval: 200, timeout: 20_000 };

let space: SpaceOfTrust;
let engine: Engine;
let mailboxId: MailboxId;
inOffice({ quotaKilobytes: KILOBYTES }, (office) => ({ space, engine, mailboxId } = office));

/** Fills a mailbox until the server takes nothing more. */
async function fill(address: string): Promise<void> {
  for (const size of [30_000, 8000, 1000, 200]) {
    let taken = true;
    for (let count = 0; taken; count += 1)
      taken = await space
        .deliver(
          address,
          `${letter(`plein${size}x${count}`)}${"x"
            .repeat(70)
            .concat("\r\n")
            .repeat(size / 72)}`,
        )
        .then(
          () => true,
          () => false,
        );
  }
}

const gauge = () => engine.call("housekeeping.quota", { mailboxId });

test("the gauge shows what the server says, as it fills", async () => {
  const empty = await gauge();
  expect(empty).toMatchObject({ limit: KILOBYTES * 1024 });
  await space.deliver(DOCTOR.address, `${letter("lourd")}${"x".repeat(70).concat("\r\n").repeat(500)}`);
  await expect.poll(async () => (await gauge())?.used ?? 0, SOON).toBeGreaterThan((empty?.used ?? 0) + 30_000);
});

test("a colleague whose mailbox is full: the message comes back, and says why", async () => {
  await fill(COLLEAGUE);
  const id = await send(engine, await write(engine, mailboxId, COLLEAGUE, "pleine"));
  const delivery = async (): Promise<unknown> => {
    const conversation = (await engine.call("outbox.conversation", { id })).id;
    if (conversation === null) return null;
    const { messages } = await engine.call("conversations.read", { id: conversation });
    return messages.find(({ outgoing }) => outgoing)?.delivery;
  };
  await expect.poll(delivery, SOON).toEqual({ state: "bounced", reason: "quota" });
});

test("a mailbox of ours that is full: the message leaves once, its copy stays here, and it is said", async () => {
  await fill(DOCTOR.address);
  const id = await send(engine, await write(engine, mailboxId, "autre.demo@confrere.essai.mssante.fr", "sanscopie"));
  const item = async () => (await engine.call("outbox.list", undefined)).find((one) => one.id === id);
  await expect.poll(async () => (await item())?.failure, SOON).toBe("copy-quota");
  expect((await item())?.state).toBe("sent");
  expect(engine.notices().filter((code) => code === "copy-quota")).toEqual(["copy-quota"]);
  expect((await messagesOn(space, "autre.demo@confrere.essai.mssante.fr")).length).toBe(1);
  expect((await engine.call("outbox.conversation", { id })).id).not.toBeNull();
});

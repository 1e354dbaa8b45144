import type { DraftId, MailboxId, MessageId } from "#shared/domain/ids";
import type { SpaceOfTrust } from "../servers/space-of-trust";
import type { Engine } from "./engine";
import { DOCTOR, rewrite, send, write } from "./office";
import { messagesOn, placesOn } from "./outside";

/** One computer of the person who writes. */
export type Drafter = { readonly engine: Engine; readonly mailboxId: MailboxId };

/** A draft as its computer last kept it. `continued`: another computer took up its copy, which may be gone with it. */
type Kept = { readonly desk: Drafter; readonly id: DraftId; subject: string; continued: boolean };

/** Two computers that write, change, throw away, take up and send drafts of one mailbox. */
export type TwoDrafters = {
  /** One gesture, at one of them. */
  readonly act: () => Promise<void>;
  /** What is lost, doubled, or shown otherwise than it is on the server; empty when both agree. */
  readonly wrong: () => Promise<readonly string[]>;
  readonly sent: () => readonly string[];
};

const COLLEAGUE = "destinataire.demo@confrere.essai.mssante.fr";

/** Begins without any draft; `random` chooses what is done. */
export function twoDrafters(space: SpaceOfTrust, desks: readonly Drafter[], random: () => number): TwoDrafters {
  const drafts: Kept[] = [];
  const sent: string[] = [];
  let version = 0;
  const pick = <Value>(from: readonly Value[]): Value | undefined => from[Math.floor(random() * from.length)];
  const next = (): string => `brouillon${(version += 1)}`;
  const away = (draft: Kept): void => void drafts.splice(drafts.indexOf(draft), 1);

  const begin = async (desk: Drafter): Promise<void> => {
    const subject = next();
    const id = await write(desk.engine, desk.mailboxId, COLLEAGUE, subject);
    drafts.push({ desk, id, subject, continued: false });
  };
  const change = async (draft: Kept): Promise<void> => {
    draft.subject = next();
    draft.continued = false;
    await rewrite(draft.desk.engine, draft.id, draft.subject);
  };
  const takeUp = async (desk: Drafter): Promise<void> => {
    const row = pick((await listed(desk)).filter(({ flags }) => flags.includes("elsewhere")));
    if (row === undefined) return;
    // Offline, or gone meanwhile: there is nothing to go on with.
    const made = await desk.engine
      .call("drafts.continue", { messageId: row.id as unknown as MessageId })
      .catch(() => null);
    if (made === null) return;
    for (const other of drafts) if (other.desk !== desk && other.subject === made.subject) other.continued = true;
    if (drafts.some(({ id }) => id === made.id)) return;
    const own = { desk, id: made.id, subject: made.subject, continued: false };
    drafts.push(own);
    await change(own);
  };
  return {
    sent: () => sent,
    act: async () => {
      const desk = pick(desks) ?? desks[0];
      const own = pick(drafts.filter((draft) => draft.desk === desk));
      const chance = random();
      if (desk === undefined) return;
      if (own === undefined || chance < 0.3) return begin(desk);
      if (chance < 0.55) return change(own);
      if (chance < 0.75) return takeUp(desk);
      away(own);
      if (chance < 0.87) return void (await desk.engine.call("drafts.discard", { id: own.id }));
      await change(own);
      sent.push(own.subject);
      await send(desk.engine, own.id);
    },
    wrong: () => wrongWith(space, desks, drafts, sent),
  };
}

const listed = async ({ engine, mailboxId }: Drafter) =>
  (
    await engine.call("conversations.list", {
      view: "drafts",
      mailboxId,
      folderId: null,
      search: "",
      offset: 0,
      limit: 100,
    })
  ).rows;

async function wrongWith(
  space: SpaceOfTrust,
  desks: readonly Drafter[],
  drafts: readonly Kept[],
  sent: readonly string[],
): Promise<readonly string[]> {
  for (const { engine } of desks) await engine.call("mailboxes.sync", { mailboxId: null });
  const server = (await placesOn(space, DOCTOR.address, "Drafts")).map(({ subject }) => subject);
  const arrived = (await messagesOn(space, COLLEAGUE)).map((source) => /^Subject: (\S+)/mu.exec(source)?.[1]);
  const found: string[] = [];
  const say = (wrong: boolean, what: string): void => void (wrong && found.push(what));
  for (const subject of server) {
    say(server.filter((one) => one === subject).length > 1, `twice on the server: ${subject}`);
    say(!drafts.some((draft) => draft.subject === subject), `on the server, and no more a draft: ${subject}`);
  }
  for (const { subject, continued } of drafts)
    say(!continued && !server.includes(subject), `not on the server: ${subject}`);
  for (const [number, desk] of desks.entries()) {
    const shown = (await listed(desk)).map(({ subject }) => subject);
    const own = drafts.filter((draft) => draft.desk === desk).map(({ subject }) => subject);
    for (const subject of [...server, ...own]) say(!shown.includes(subject), `not shown on ${number}: ${subject}`);
    for (const subject of shown) {
      say(!server.includes(subject) && !own.includes(subject), `shown on ${number}, and nowhere: ${subject}`);
      say(shown.filter((one) => one === subject).length > 1, `twice on ${number}: ${subject}`);
    }
  }
  for (const subject of sent) {
    const times = arrived.filter((one) => one === subject).length;
    say(times !== 1, `arrived ${times} times: ${subject}`);
  }
  return found;
}

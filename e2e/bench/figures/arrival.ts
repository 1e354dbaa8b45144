import type { ImapFlow } from "imapflow";
import { createTransport } from "nodemailer";
import { ENVELOPE_QUERY } from "../../../electron/mailbox/envelope-record";
import { bareTransport, connected, openDoor } from "../desk/connected";
import { timePage } from "../desk/page-time";
import type { Figure, Pair } from "../figure";
import { openImap, USER } from "../full-mailbox";

const MEDIAN_MS = 150;
const SLOWEST_MS = 400;
const SENDER = "nadia.demo@confrere.essai.mssante.fr";

/**
 * From the sender's 250 to the row on the screen, and to the EXISTS that a bare client hears of the same message. That client fetches what it hears of
 * and goes back into IDLE, as any must: Dovecot tells a session half a second after the first thing that it notices, and takes for one the move out of
 * `new` that another's FETCH makes. One that only listens thus hears every other message 300 ms before any that reads them.
 */
export const arrival: Figure = {
  id: "arrival",
  what: "250 entendu par l’expéditeur → ligne affichée",
  against: "EXISTS entendu par un client qui lit puis revient en IDLE",
  unit: "ms",
  goal: "≤ +150 ms (médiane), ≤ +400 ms (p95)",
  apart: true,
  held: ({ over, mostOver }) => over <= MEDIAN_MS && mostOver <= SLOWEST_MS,
  run: async (bench) => {
    const desk = await bench.desk();
    const { space, target, messages } = await bench.mailbox();
    const door = await openDoor(space, desk);
    const profile = await desk.syncedProfile();
    const { launched, page } = await connected(desk, space, { profile, door });
    const bare = await openImap(target);
    await bare.mailboxOpen("INBOX");
    bare.on(
      "exists",
      () =>
        void bare.fetchAll("*", ENVELOPE_QUERY).then(
          () => bare.idle(),
          () => undefined,
        ),
    );
    void bare.idle();
    const post = createTransport({ ...(await bareTransport(space, SENDER)), pool: true });
    const time = await timePage(page);
    const deliver = async (turn: number): Promise<Pair> => {
      const subject = `Arrivée ${turn} de ${Date.now()}`;
      const painted = time.hourOf({ selector: "[role=option]", text: subject });
      const heard = new Promise<number>((resolve) => bare.once("exists", () => resolve(hour())));
      await post.sendMail({ from: SENDER, to: USER, subject, text: "Bonjour." });
      const sent = hour();
      return { value: (await painted) - sent, against: (await heard) - sent };
    };
    try {
      const pairs: Pair[] = [];
      for (let turn = 0; turn <= (bench.quick ? 8 : 25); turn += 1) {
        const pair = await deliver(turn);
        if (turn > 0) pairs.push(pair);
        await page.waitForTimeout(300);
      }
      return pairs;
    } finally {
      post.close();
      await launched.end();
      await takeBack(bare, messages);
      bare.close();
      door.stop();
    }
  },
};

/** The other figures find the mailbox as it was filled. */
async function takeBack(client: ImapFlow, kept: number): Promise<void> {
  const inbox = client.mailbox;
  if (inbox !== false && inbox.exists > kept) await client.messageDelete(`${kept + 1}:*`);
}

const hour = (): number => performance.timeOrigin + performance.now();

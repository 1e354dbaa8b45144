import { randomBytes } from "node:crypto";
import { createTransport } from "nodemailer";
import type { MailboxId } from "#shared/domain/ids";
import type { StoreService } from "../../../electron/store/service";
import { alternate, timed } from "../compare";
import { bareTransport, connected, openDoor } from "../desk/connected";
import { timePage } from "../desk/page-time";
import type { Figure } from "../figure";
import { USER } from "../full-mailbox";

const MORE_MS = 150;
const ATTACHED = 1_000_000;
const TO = "nadia.demo@confrere.essai.mssante.fr";

/** From the click that sends to the words that it was sent, against a bare submission of as much. */
export const send: Figure = {
  id: "send",
  what: "clic sur Envoyer → « Message envoyé », archive de 1 Mo",
  against: "soumission nue du même poids (nodemailer, connexion comprise)",
  unit: "ms",
  goal: "≤ +150 ms",
  apart: true,
  held: ({ over }) => over <= MORE_MS,
  run: async (bench) => {
    const desk = await bench.desk();
    const { space } = await bench.mailbox();
    const door = await openDoor(space, desk);
    const archive = randomBytes(ATTACHED);
    const profile = await desk.syncedProfile((service) => draftsWith(service, archive, bench.pairs + 1));
    const { launched, page } = await connected(desk, space, { profile, door });
    const server = await bareTransport(space, USER);
    const time = await timePage(page);
    const ours = async (): Promise<number> => {
      await page.getByRole("button", { name: /^Brouillons/u }).click();
      await page.getByRole("option").first().click();
      const button = page.getByRole("button", { name: "Envoyer", exact: true }).last();
      const took = await time.fromEvent("click", () => button.click(), { selector: "body", text: "Message envoyé." });
      await page.getByText("Message envoyé.").waitFor({ state: "detached" });
      return took;
    };
    const bare = (): Promise<number> =>
      timed(() =>
        createTransport(server).sendMail({
          from: USER,
          to: TO,
          subject: "Essai",
          text: "Bonjour.",
          attachments: [{ filename: "IHE_XDM.ZIP", contentType: "application/zip", content: archive }],
        }),
      );
    try {
      return await alternate(bench.pairs, ours, bare);
    } finally {
      await launched.end();
      door.stop();
    }
  },
};

function draftsWith(service: StoreService, bytes: Uint8Array, count: number): void {
  for (let number = 0; number < count; number += 1) {
    const draft = service.createDraft({
      mailboxId: "bench-0" as MailboxId,
      to: [{ name: "", address: TO }],
      cc: [],
      bcc: [],
      subject: `Compte rendu ${number}`,
      text: "Chère consœur, voici le compte rendu.",
      fin: false,
      readReceipt: false,
      answers: null,
    });
    service.addAttachment(draft.id, { name: "IHE_XDM.ZIP", mimeType: "application/zip", bytes });
  }
}

import { PliError } from "#shared/domain/failure";
import type { MailboxId } from "#shared/domain/ids";
import type { SubmissionOffer } from "#shared/domain/sync";
import { appendMessage, findMessage } from "./append";
import { putDraftCopy } from "./draft-copy";
import { fetchSource } from "./fetch-source";
import { type OpenMailboxes, openMailboxes } from "./open-mailboxes";
import { operate } from "./operate";
import type { MailboxPorts, MailboxService } from "./ports";
import { probeMailbox } from "./probe";
import { askQuota } from "./quota";
import { searchText } from "./search-text";
import { greetSmtp } from "./smtp-greeting";
import { submitOutgoing } from "./submit";
import { isUid } from "./uid-set";

type Offers = Map<MailboxId, SubmissionOffer>;

/** The mailboxes of the profile: each is kept connected on its own, and none knows of the others (CONF.08). */
export function createMailboxService(ports: MailboxPorts): MailboxService {
  const mailboxes = openMailboxes(ports);
  const offers: Offers = new Map();
  const { open, close, connected } = mailboxes;
  /** UIDs come from the store: they mean nothing under another UIDVALIDITY. */
  const validity = async (mailboxId: MailboxId, path: string): Promise<string | null> =>
    (await ports.host.cursor(mailboxId, path))?.uidValidity ?? null;
  return {
    open,
    close,
    sync: async (mailboxId) => mailboxes.session(mailboxId).wake.markAll(),
    fetchSource: async ({ mailboxId, path, uid }) => {
      if (!isUid(uid)) throw new PliError("gone");
      const { work } = await connected(mailboxId);
      return fetchSource(work, { path, uid, uidValidity: await validity(mailboxId, path) });
    },
    operate: async ({ mailboxId, operation }) => {
      const { work, wake } = await connected(mailboxId);
      const moved = await operate(work, operation, await validity(mailboxId, operation.path));
      wake.mark(operation.path);
      if (operation.kind === "move") wake.mark(operation.to);
      return moved;
    },
    append: async (request) => {
      const { work, wake } = await connected(request.mailboxId);
      const filed = await appendMessage(work, request);
      wake.mark(request.path);
      return filed;
    },
    putDraftCopy: async (request) => {
      const { work, wake } = await connected(request.mailboxId);
      await putDraftCopy(work, request);
      wake.mark(request.path);
    },
    find: async ({ mailboxId, path, messageId }) => findMessage((await connected(mailboxId)).work, path, messageId),
    submit: (request) => submit(ports, mailboxes, offers, request),
    probe: (config) => probeMailbox(ports, config),
    submissionOffer: (mailboxId) => submissionOffer(ports, mailboxes, offers, mailboxId),
    search: async ({ mailboxId, path, words }) =>
      searchText((await connected(mailboxId)).work, { path, words, uidValidity: await validity(mailboxId, path) }),
    quota: async (mailboxId) => askQuota((await connected(mailboxId)).work),
  };
}

async function submit(
  ports: MailboxPorts,
  mailboxes: OpenMailboxes,
  offers: Offers,
  request: Parameters<MailboxService["submit"]>[0],
): ReturnType<MailboxService["submit"]> {
  const { config, wake } = await mailboxes.connected(request.mailboxId);
  const remember = (offer: SubmissionOffer): void => void offers.set(request.mailboxId, offer);
  const outcome = await submitOutgoing(ports, config, request.outgoing, remember);
  // The operator may file the copy itself.
  if (outcome.kind === "accepted") wake.markAll();
  return outcome;
}

async function submissionOffer(
  ports: MailboxPorts,
  mailboxes: OpenMailboxes,
  offers: Offers,
  mailboxId: MailboxId,
): ReturnType<MailboxService["submissionOffer"]> {
  const known = offers.get(mailboxId);
  if (known !== undefined) return known;
  const { config } = await mailboxes.connected(mailboxId);
  const greeted = await greetSmtp(ports, config).catch(() => null);
  // A server that is away will be asked again.
  if (greeted !== null) offers.set(mailboxId, greeted);
  return greeted;
}

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
import { createSubmitter, type Submitter } from "./submit-ahead";
import { isUid } from "./uid-set";

type Offers = Map<MailboxId, SubmissionOffer>;

/** The mailboxes of the profile: each is kept connected on its own, and none knows of the others (CONF.08). */
export function createMailboxService(ports: MailboxPorts): MailboxService {
  const mailboxes = openMailboxes(ports);
  const offers: Offers = new Map();
  const submitter = createSubmitter(ports, (mailboxId, offer) => void offers.set(mailboxId, offer));
  const { open, connected } = mailboxes;
  /** UIDs come from the store: they mean nothing under another UIDVALIDITY. */
  const validity = async (mailboxId: MailboxId, path: string): Promise<string | null> =>
    (await ports.host.cursor(mailboxId, path))?.uidValidity ?? null;
  return {
    open,
    close: async (mailboxId) => {
      submitter.forget(mailboxId);
      await mailboxes.close(mailboxId);
    },
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
    submit: (request) => submit(mailboxes, submitter, request),
    hold: async ({ mailboxId, outgoing }) => submitter.hold(mailboxId, outgoing),
    submitHeld: async ({ mailboxId, messageId }) => {
      const outgoing = submitter.held(mailboxId, messageId);
      return outgoing === null ? null : submit(mailboxes, submitter, { mailboxId, outgoing });
    },
    prepare: async (mailboxId) => submitter.prepare((await connected(mailboxId)).config),
    probe: (config) => probeMailbox(ports, config),
    submissionOffer: (mailboxId) => submissionOffer(ports, mailboxes, offers, mailboxId),
    search: async ({ mailboxId, path, words }) =>
      searchText((await connected(mailboxId)).work, { path, words, uidValidity: await validity(mailboxId, path) }),
    quota: async (mailboxId) => askQuota((await connected(mailboxId)).work),
  };
}

async function submit(
  mailboxes: OpenMailboxes,
  submitter: Submitter,
  { mailboxId, outgoing }: Parameters<MailboxService["submit"]>[0],
): ReturnType<MailboxService["submit"]> {
  const { config, wake } = await mailboxes.connected(mailboxId);
  const outcome = await submitter.submit(config, outgoing);
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

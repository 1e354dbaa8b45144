import type { ImapFlow } from "imapflow";
import { PliError } from "#shared/domain/failure";
import { connectSocket } from "./connect-socket";
import { failureOf } from "./failure";
import { leaveImap } from "./imap-client";
import type { MailboxConfig, MailboxPorts, ProbeStep } from "./ports";
import { signIn } from "./sign-in";
import { greetSmtp } from "./smtp-greeting";

const TCP_MS = 10_000;

/** The connection test of a mailbox (CONF.04): real connections to both servers; each step is told as soon as it is known, the first failure of IMAP skips the steps behind it. */
export async function probeMailbox(ports: MailboxPorts, config: MailboxConfig): Promise<readonly ProbeStep[]> {
  const steps: ProbeStep[] = [];
  const tell = (step: ProbeStep): void => {
    steps.push(step);
    void ports.host.probeStep(config.mailboxId, step).catch(() => undefined);
  };
  await probeImap(ports, config, tell);
  try {
    await greetSmtp(ports, config);
    tell({ step: "smtp", state: "ok" });
  } catch (error) {
    tell({ step: "smtp", state: "failed", code: error instanceof PliError ? error.code : "unexpected" });
  }
  return steps;
}

const IMAP_STEPS = ["dns", "tcp", "starttls", "certificate", "imap"] as const;

async function probeImap(ports: MailboxPorts, config: MailboxConfig, tell: (step: ProbeStep) => void): Promise<void> {
  let at = 0;
  const pass = (): void => tell({ step: IMAP_STEPS[at++] ?? "imap", state: "ok" });
  let client: ImapFlow | null = null;
  try {
    const { host, port } = config.servers.imap;
    const place = await ports.destination(config, host, port);
    if (!place.ok) throw new PliError(place.code);
    pass();
    (await connectSocket(place, TCP_MS)).destroy();
    pass();
    client = await signIn(ports, config);
    while (at < IMAP_STEPS.length) pass();
  } catch (error) {
    const { step, code } = failureOf(error, ports.certificateFailure);
    // What failed after the connection was made cannot be about making it.
    const failed = Math.max(at, IMAP_STEPS.indexOf(step));
    while (at < failed) pass();
    tell({ step: IMAP_STEPS[at] ?? "imap", state: "failed", code });
    for (const skipped of IMAP_STEPS.slice(at + 1)) tell({ step: skipped, state: "skipped" });
  } finally {
    if (client !== null) await leaveImap(client);
  }
}

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
    await reachSmtp(ports, config);
    await greetSmtp(ports, config);
    tell({ step: "smtp", state: "ok" });
  } catch (error) {
    const code = error instanceof PliError ? error.code : "unexpected";
    tell({ step: "smtp", state: "failed", code, ...aboutPort(code, config.servers.smtp) });
  }
  return steps;
}

/** Its port first: a filtered 587 is told apart from a server that does not speak. */
async function reachSmtp(ports: MailboxPorts, config: MailboxConfig): Promise<void> {
  const { host, port } = config.servers.smtp;
  const place = await ports.destination(config, host, port);
  if (place.ok) (await connectSocket(place, TCP_MS).catch(nameSilence)).destroy();
}

/** Packets that get lost are a firewall's; a refusal is the machine's own. */
function nameSilence(error: unknown): never {
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (code === "ETIMEDOUT") throw new PliError("filtered", { retry: true });
  if (code === "ECONNREFUSED") throw new PliError("closed-port", { retry: true });
  throw error;
}

const aboutPort = (code: string, { host, port }: MailboxConfig["servers"]["imap"]): Pick<ProbeStep, "about"> =>
  code === "filtered" || code === "closed-port" ? { about: `${host}:${port}` } : {};

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
    (await connectSocket(place, TCP_MS).catch(nameSilence)).destroy();
    pass();
    client = await signIn(ports, config);
    while (at < IMAP_STEPS.length) pass();
  } catch (error) {
    const { step, code } = failureOf(error, ports.certificateFailure);
    // What failed after the connection was made cannot be about making it.
    const failed = Math.max(at, IMAP_STEPS.indexOf(step));
    while (at < failed) pass();
    tell({ step: IMAP_STEPS[at] ?? "imap", state: "failed", code, ...aboutPort(code, config.servers.imap) });
    for (const skipped of IMAP_STEPS.slice(at + 1)) tell({ step: skipped, state: "skipped" });
  } finally {
    if (client !== null) await leaveImap(client);
  }
}

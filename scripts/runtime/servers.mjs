import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { aptCommand, installPackages, isDebian, missingPackages } from "./debian.mjs";
import { needsVirtualDisplay } from "./display.mjs";
import { isRoot } from "./person.mjs";
import { say, Stop } from "./say.mjs";

/** Real peers for the tests, and a real key ring for the vault's. */
const SERVERS = [
  "dovecot-imapd",
  "dovecot-lmtpd",
  "slapd",
  "ldap-utils",
  "openssl",
  "gnome-keyring",
  "dbus-x11",
  "redis-server",
];
/** Postfix starts only as root: without it an smtp-server relay stands in. */
const ROOT_ONLY = ["postfix"];

const POLICY = "/usr/sbin/policy-rc.d";
const KEPT = `${POLICY}.before-pli`;

/** Installs the servers the tests use, without letting a system service start. */
export async function ensureServers() {
  if (!isDebian()) throw new Stop("Les serveurs des tests (Dovecot, OpenLDAP) s’installent depuis Debian ou Ubuntu.");
  const missing = missingPackages(isRoot() ? [...SERVERS, ...ROOT_ONLY] : SERVERS);
  if (missing.length === 0) return;
  if (!isRoot()) {
    throw new Stop(
      `Il manque des serveurs pour les tests : ${missing.join(", ")}.\n` +
        `Pour les installer sans qu’ils démarrent, tapez :\n  sudo node scripts/install-servers.mjs\n` +
        `ou, à la main :\n  ${aptCommand(missing)}`,
    );
  }
  await askOnDesktop(missing);
  await withoutStarting(() => installPackages("serveurs pour les tests", missing));
}

/** @param {readonly string[]} missing */
async function askOnDesktop(missing) {
  if (needsVirtualDisplay() || !process.stdin.isTTY || process.env["CI"]) return;
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await prompt.question(`Installer pour les tests : ${missing.join(", ")} ? [o/N] `);
  prompt.close();
  if (!/^o/i.test(answer.trim())) throw new Stop("Rien n’a été installé.");
}

/** Debian asks policy-rc.d before it starts a service; 101 forbids it. @param {() => Promise<void>} act */
async function withoutStarting(act) {
  if (existsSync(POLICY) && !isOurs()) renameSync(POLICY, KEPT);
  writeFileSync(POLICY, "#!/bin/sh\n# pli: no service starts while the test servers are installed\nexit 101\n");
  chmodSync(POLICY, 0o755);
  const restore = () => {
    rmSync(POLICY, { force: true });
    if (existsSync(KEPT)) renameSync(KEPT, POLICY);
  };
  process.once("exit", restore);
  try {
    await act();
  } finally {
    restore();
    process.removeListener("exit", restore);
    say("Aucun service du système n’a été démarré.");
  }
}

/** Left by an interrupted installation. */
function isOurs() {
  return readFileSync(POLICY, "utf8").includes("# pli:");
}

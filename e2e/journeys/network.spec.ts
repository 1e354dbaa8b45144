import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { startConnectProxy } from "../../electron/trust/testing/connect-proxy";
import { createPki } from "../../electron/demo/pki/pki";
import { letter } from "../../electron/mailbox/testing/practice";
import { startCertificateDoor } from "../../electron/outbox/testing/certificate-door";
import { pkcs12 } from "../../electron/trust/testing/pkcs12";
import type { Environment } from "#shared/domain/environment";
import { startDovecot } from "../servers/dovecot";
import { forget, openApp, type OpenApp } from "./support/open-app";
import { DOCTOR } from "./support/real-mail";
import { approveOnServer, PASSPHRASE } from "./support/steps";

/** Behind the proxy of an institution: what is wrong with it is said, then the sign-in and the operator's settings go through it. */
test("a computer behind a proxy signs in and opens its mailboxes through it, one of a software by its certificate", async ({}, info) => {
  test.skip(info.project.metadata["servers"] !== "real", "the demonstration never leaves this computer");
  const [proxy, script] = await Promise.all([startConnectProxy({ account: "poste:secret" }), startScript()]);
  const operator = await startSoftwareOperator();
  const open = await openApp({ servers: "real", through: operator.through });
  const { page } = open;
  try {
    await page.getByRole("button", { name: /Configurer ma boîte/u }).click();
    await page.getByLabel("Phrase secrète", { exact: true }).fill(PASSPHRASE);
    await page.getByLabel("La même phrase, une seconde fois").fill(PASSPHRASE);
    await page.getByRole("button", { name: "Créer mon espace" }).click();
    await page.getByRole("button", { name: "Plus tard" }).click();
    await page.getByRole("button", { name: "Proxy du réseau" }).click();
    await chooseMode(page, "Proxy indiqué ici");
    await page.getByLabel("Proxy", { exact: true }).fill("127.0.0.1");
    await page.getByLabel("Port", { exact: true }).fill(String(proxy.port));
    await save(page);
    await expect(page.getByText(/n’a pas accepté le nom et le mot de passe/u)).toBeVisible();
    await page.getByLabel("Nom d’utilisateur du proxy").fill("poste");
    await page.getByLabel("Mot de passe du proxy").fill("secret");
    await save(page);
    await expect(page.getByText(/laisse passer/u)).toBeVisible();
    // A script chooses the same one; what it cannot read is refused, never passed by.
    script.choose(`PROXY 127.0.0.1:${proxy.port}`);
    await page.getByRole("button", { name: "Proxy du réseau" }).click();
    await chooseMode(page, /Script de configuration/u);
    await page.getByLabel("Adresse du script").fill(script.address);
    // The password was typed for the proxy: a script is not shown it.
    await page.getByLabel("Mot de passe du proxy").fill("secret");
    const before = proxy.heard.length;
    await save(page);
    await expect(page.getByRole("dialog")).toBeHidden();
    expect(proxy.heard.length).toBeGreaterThan(before);
    await page.getByLabel("Identifiant national").fill(DOCTOR.idNat);
    await page.getByRole("button", { name: "Valider avec l’application e-CPS" }).click();
    if (open.space === null) throw new Error("no real servers");
    await approveOnServer({ page, space: open.space });
    const signedIn = proxy.heard.length;
    await page.getByLabel("Adresse MSSanté").fill(DOCTOR.address);
    await page.getByRole("button", { name: "Tester et ouvrir" }).click();
    await expect(page.getByRole("button", { name: "Ouvrir ma boîte" })).toBeVisible({ timeout: 60_000 });
    expect(proxy.heard.length).toBeGreaterThan(signedIn);
    expect(script.read()).toBe(1);
    await page.getByRole("button", { name: "Ouvrir ma boîte" }).click();
    await addSoftwareMailbox(open, operator);
  } finally {
    await open.close();
    proxy.close();
    script.close();
    await operator.stop();
    forget(open.folder);
  }
});

async function chooseMode(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole("button", { name: /Passage/u }).click();
  await page.getByRole("option", { name }).click();
}

const save = (page: Page) => page.getByRole("button", { name: "Enregistrer et vérifier" }).click();

/** A PAC script over HTTP, as an institution publishes it. */
async function startScript() {
  let answer = "DIRECT";
  let read = 0;
  const server = createServer((_request, response) => {
    read += 1;
    response.end(`function FindProxyForURL(url, host) { return ${JSON.stringify(answer)}; }`);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/proxy.pac`,
    choose: (next: string) => void (answer = next),
    read: () => read,
    close: () => void server.close(),
  };
}

/** A mailbox of a software beside her own: its certificate is chosen, its servers are those that the operator publishes for it. */
async function addSoftwareMailbox({ app, page, folder }: OpenApp, operator: SoftwareOperator): Promise<void> {
  const file = join(folder, "structure.p12");
  writeFileSync(file, operator.file);
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, file);
  await page.getByRole("button", { name: "Ajouter une boîte" }).click();
  await page.getByLabel("Adresse MSSanté").fill(operator.address);
  await page.getByRole("button", { name: "Préciser le nom, le type ou l’ouverture" }).click();
  await page.getByRole("radio", { name: /Applicative/u }).check({ force: true });
  await page.getByLabel("Structure ou service").fill("Logiciel DEMO");
  await page.getByRole("button", { name: "Tester et ouvrir" }).click();
  await expect(page.getByText("Choisissez d’abord le fichier du certificat.")).toBeVisible();
  await page.getByLabel("Mot de passe du fichier").fill("DEMO");
  await page.getByRole("button", { name: "Choisir le fichier…" }).click();
  await expect(page.getByText(`${operator.address}, DEMO SANS VALEUR`)).toBeVisible();
  await page.getByRole("button", { name: "Tester et ouvrir" }).click();
  await page.getByRole("button", { name: "Ouvrir ma boîte" }).click({ timeout: 60_000 });
  await expect(page.getByText("Pour un logiciel DEMO").first()).toBeVisible({ timeout: 20_000 });
}

type SoftwareOperator = Awaited<ReturnType<typeof startSoftwareOperator>>;

/** The entry point that an operator keeps for software: Dovecot, and a submission, that know certificates alone. */
async function startSoftwareOperator() {
  const address = "logiciel.demo@cabinet.essai.mssante.fr";
  const hosts = { imap: "app.imap.essai.mssante.fr", smtp: "app.smtp.essai.mssante.fr" };
  const pki = await createPki({ now: () => new Date() });
  const clientsPem = `${pki.intermediatePem}${pki.anchorPem}`;
  const keys = { publicKeys: [], clients: [] };
  const dovecot = await startDovecot({ certificate: await pki.issue([hosts.imap]), issuer: "", keys, clientsPem });
  const door = await startCertificateDoor({ ...(await pki.issue([hosts.smtp])), clientsPem, answer: "235 bien" });
  await dovecot.deliver(address, letter("Pour un logiciel DEMO"));
  const at = (port: number) => ({ address: "127.0.0.1", port });
  return {
    address,
    file: pkcs12(await pki.issue([address], { client: true }), "DEMO"),
    through: (environment: Environment): Environment => ({
      ...environment,
      anchorsPem: [...environment.anchorsPem, pki.anchorPem],
      hosts: { ...environment.hosts, [hosts.imap]: at(dovecot.ports.imap), [hosts.smtp]: at(door.port) },
    }),
    stop: async () => {
      door.close();
      await dovecot.stop();
    },
  };
}

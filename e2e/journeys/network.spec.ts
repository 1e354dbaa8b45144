import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page, test } from "@playwright/test";
import { startConnectProxy } from "../../electron/trust/testing/connect-proxy";
import { forget, openApp } from "./support/open-app";
import { DOCTOR } from "./support/real-mail";
import { approveOnServer, PASSPHRASE } from "./support/steps";

/** Behind the proxy of an institution: what is wrong with it is said, then the sign-in and the operator's settings go through it. */
test("a computer behind a proxy signs in and opens its mailbox through it", async ({}, info) => {
  test.skip(info.project.metadata["servers"] !== "real", "the demonstration never leaves this computer");
  const [proxy, script] = await Promise.all([startConnectProxy({ account: "poste:secret" }), startScript()]);
  const open = await openApp({ servers: "real" });
  const { page } = open;
  try {
    await page.getByRole("button", { name: /Configurer ma boîte/u }).click();
    await page.getByLabel("Phrase secrète", { exact: true }).fill(PASSPHRASE);
    await page.getByLabel("La même phrase, une seconde fois").fill(PASSPHRASE);
    await page.getByRole("button", { name: "Créer mon espace" }).click();
    await page.getByRole("button", { name: "Plus tard" }).click();
    await page.getByRole("button", { name: "Proxy du réseau" }).click();
    await page.getByRole("radio", { name: /Proxy indiqué ici/u }).check({ force: true });
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
    await page.getByRole("radio", { name: /Script de configuration/u }).check({ force: true });
    await page.getByLabel("Adresse du script").fill(script.address);
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
  } finally {
    await open.close();
    proxy.close();
    script.close();
    forget(open.folder);
  }
});

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

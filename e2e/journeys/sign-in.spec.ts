import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { walk } from "../../electron/demo/testing/walking-browser";
import { type Operator, OPERATOR_CLIENT, startOperator } from "../servers/operator";
import { forget, openApp, phoneOf, type OpenApp } from "./support/open-app";
import { DOCTOR } from "./support/real-mail";
import { digitsOf, PASSPHRASE } from "./support/steps";

/** An operator with an identity provider of its own, beside the real servers: its domain is in the environment from the start. */
let operator: Operator | null = null;
test.beforeAll(async ({}, info) => {
  if (info.project.metadata["servers"] === "real") operator = await startOperator("interne");
});
test.afterAll(() => operator?.stop());

/** The first doctor of the demonstration. */
const DEMO_DOCTOR = "899700000017";

/** Every way a request may end is said in plain French, and the next one is one gesture away. */
test("a request refused, left to expire or given up says so, and the next one opens the session", async ({}, info) => {
  const servers = info.project.metadata["servers"] === "real" ? "real" : "demo";
  const open = await openApp({ servers, through: (environment) => operator?.reachedFrom(environment) ?? environment });
  const { page } = open;
  try {
    await toTheIdentifier(open);
    await ask(page);
    await answer(open, "deny");
    await expect(page.getByText(/La demande a été refusée/u)).toBeVisible();
    await ask(page);
    await answer(open, "expire");
    await expect(page.getByText(/La demande n’a pas été validée à temps/u)).toBeVisible({ timeout: 20_000 });
    await ask(page);
    await digitsOf(page);
    await page.getByRole("button", { name: "Annuler" }).click();
    await expect(page.getByLabel("Identifiant national")).toBeVisible();
    await inTheBrowser(open, "deny");
    await expect(page.getByText(/La demande a été refusée/u)).toBeVisible();
    await inTheBrowser(open, servers === "demo" ? DEMO_DOCTOR : DOCTOR.idNat);
    await expect(
      page.getByRole("navigation", { name: "Listes et boîtes" }).or(page.getByLabel("Adresse MSSanté")),
    ).toBeVisible({ timeout: 30_000 });
    if (servers === "demo") {
      // Nothing was said to the make-believe provider before its authority's lists were read: they are kept.
      expect(readdirSync(join(open.folder, "profile", "revocation", "demo"))).toHaveLength(2);
      await startsTheDemonstrationOver(open);
    }
    if (operator !== null) await opensByTheLinkOf(operator, page);
  } finally {
    await open.close();
    forget(open.folder);
  }
});

async function toTheIdentifier({ page, servers }: OpenApp): Promise<void> {
  if (servers === "demo") {
    await page.getByRole("button", { name: /Essayer avec/u }).click();
    await expect(page.getByLabel("Identifiant national")).toHaveValue(/99700/u, { timeout: 60_000 });
    return;
  }
  await page.getByRole("button", { name: /Configurer ma boîte/u }).click();
  await page.getByLabel("Phrase secrète", { exact: true }).fill(PASSPHRASE);
  await page.getByLabel("La même phrase, une seconde fois").fill(PASSPHRASE);
  await page.getByRole("button", { name: "Créer mon espace" }).click();
  await page.getByRole("button", { name: "Plus tard" }).click();
  await page.getByLabel("Identifiant national").fill(DOCTOR.idNat);
}

async function ask(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Valider avec l’application e-CPS" }).click();
}

/** On the telephone drawn on screen, or on the provider of the real servers. */
async function answer({ page, app, space }: OpenApp, how: "approve" | "deny" | "expire"): Promise<void> {
  const digits = await digitsOf(page);
  if (space === null) {
    const phone = await phoneOf(app);
    await expect(phone.getByText(digits, { exact: true })).toBeVisible();
    await phone
      .getByRole("button", { name: { approve: "Accepter", deny: "Refuser", expire: "Laisser expirer" }[how] })
      .click();
    return;
  }
  await expect.poll(async () => (await space.pending()).some((one) => one.bindingMessage === digits)).toBe(true);
  const request = (await space.pending()).find((one) => one.bindingMessage === digits);
  if (request !== undefined) await space[how](request.id);
}

/** The system's browser, which knows nothing of Pli: it opens the page it is given, and a person answers there. */
async function inTheBrowser({ app, page }: OpenApp, answer: string): Promise<void> {
  await app.evaluate(({ shell }) => {
    const seen = globalThis as { opened?: string };
    delete seen.opened;
    shell.openExternal = async (url) => void (seen.opened = url);
  });
  const opened = () => app.evaluate(() => (globalThis as { opened?: string }).opened ?? "");
  await page.getByRole("button", { name: "Se connecter dans le navigateur" }).click();
  await expect(page.getByRole("heading", { name: "Continuez dans votre navigateur" })).toBeVisible();
  await expect.poll(opened).toContain("code_challenge_method=S256");
  const { shown, last } = await walk(await opened(), answer);
  expect(shown).toContain("Connexion de démonstration");
  expect(last).toContain(answer === "deny" ? "n’a pas abouti" : "Vous êtes connecté");
}

/** Her mailbox opens by her operator's own link: named by the test, given up once, then opened. */
async function opensByTheLinkOf({ address, provider }: Operator, page: Page): Promise<void> {
  await page.getByLabel("Adresse MSSanté").fill(address);
  await page.getByRole("button", { name: "Tester et ouvrir" }).click();
  await expect(page.getByText(/ouvre cette boîte par sa propre identification/u)).toBeVisible();
  await page.getByRole("button", { name: "Ouvrir par lien de l’opérateur" }).click();
  await page.getByLabel("Adresse du service d’identification").fill(provider.issuer);
  await page.getByLabel("Identifiant du client").fill(OPERATOR_CLIENT.clientId);
  await page.getByLabel("Secret du client").fill(OPERATOR_CLIENT.clientSecret);
  await page.getByRole("button", { name: "Tester et ouvrir" }).click();
  const wait = page.getByRole("status").filter({ hasText: "Ouvrez le lien reçu par SMS" });
  await expect(wait).toContainText(/Encore \d/u);
  await wait.getByRole("button", { name: "Annuler" }).click();
  await expect(page.getByText("Vous avez annulé la demande. Rien n’a été ouvert.")).toBeVisible();
  await page.getByRole("button", { name: "Réessayer" }).click();
  await expect(wait).toBeVisible();
  expect(await provider.approve(provider.pending().at(-1)?.id ?? "")).toBe(true);
  await page.getByRole("button", { name: "Ouvrir ma boîte" }).click();
  await expect(page.getByRole("navigation", { name: "Listes et boîtes" })).toBeVisible();
  expect(provider.sessionCount()).toBe(1);
}

async function startsTheDemonstrationOver({ page }: OpenApp): Promise<void> {
  await page.getByRole("button", { name: "Réglages" }).click();
  await page.getByRole("button", { name: /Réinitialiser la démonstration/u }).click();
  await page.getByRole("button", { name: "Réinitialiser", exact: true }).click();
  await expect(
    page
      .getByRole("button", { name: "Valider avec l’application e-CPS" })
      .or(page.getByText("Vous n’êtes pas connecté", { exact: false }))
      .first(),
  ).toBeVisible({ timeout: 60_000 });
}

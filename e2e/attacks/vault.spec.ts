import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { forget, newFolder, openApp } from "../journeys/support/open-app";
import { openRemoteSpace } from "../servers/remote-space";
import { filesThatHold, filesUnder, storeHash } from "./support/disk";
import { loseKeyRing, openWithKeyRing } from "./support/keyring";
import { createProfile, openConversation, openMailbox, PASSPHRASE, VICTIM } from "./support/mailbox";

/** Words that exist nowhere but in one message: in its name, its subject and its text. */
const SECRETS = ["DEMO-COFFRE-NOM", "DEMO-COFFRE-OBJET", "DEMO-COFFRE-TEXTE"] as const;
const [NAME, SUBJECT, TEXT] = SECRETS;

async function deliverSecret(): Promise<void> {
  await openRemoteSpace(process.env["PLI_REAL_SERVERS"] ?? "").deliver(
    VICTIM.address,
    [
      `From: ${NAME} <coffre.demo@confrere.essai.mssante.fr>`,
      `To: <${VICTIM.address}>`,
      `Subject: ${SUBJECT}`,
      `Date: ${new Date().toUTCString()}`,
      `Message-ID: <coffre-${Date.now()}@confrere.essai.mssante.fr>`,
      "Content-Type: text/plain; charset=utf-8",
      "",
      `${TEXT} dans le corps.`,
      "",
    ].join("\r\n"),
  );
}

async function readSecret(page: Page): Promise<void> {
  await openConversation(page, new RegExp(NAME, "u"));
  await expect(page.getByRole("article").getByText(TEXT)).toBeVisible();
}

/** Nothing of the mail can be read by another program, and the database is not one without its key. */
function expectUnreadable(folder: string): void {
  const profile = join(folder, "profile");
  expect(filesThatHold(profile, SECRETS)).toEqual([]);
  const plain = [...filesUnder(join(profile, "profiles"))].filter(
    ([, bytes]) => bytes.subarray(0, 15).toString("latin1") === "SQLite format 3",
  );
  expect(plain.map(([path]) => path)).toEqual([]);
  expect([...filesUnder(profile)].some(([path]) => path.endsWith("pli.db"))).toBe(true);
}

test("with a key ring: nothing to type; without it: a screen says so, and nothing is lost (D01, D05)", async () => {
  test.setTimeout(240_000);
  await deliverSecret();
  const folder = newFolder();
  const word = "trousseau";

  const first = await openWithKeyRing(folder, { word });
  await createProfile(first.page, null);
  if (first.space === null) throw new Error("no servers");
  await openMailbox(first.page, first.space);
  await readSecret(first.page);
  await first.close();
  expectUnreadable(folder);

  const again = await openWithKeyRing(folder, { word });
  await readSecret(again.page);
  await again.close();
  const kept = storeHash(folder);

  for (const [ring, screen] of [
    [{ word: "un autre mot" }, "Le trousseau de cette session ne répond pas"],
    [null, "Le trousseau de cette session ne répond pas"],
  ] as const) {
    const shut = await openWithKeyRing(folder, ring);
    await expect(shut.page.getByRole("heading", { name: screen })).toBeVisible();
    await shut.page.getByRole("button", { name: "Réessayer" }).click();
    await expect(shut.page.getByRole("heading", { name: screen })).toBeVisible();
    await expect(shut.page.getByRole("option")).toHaveCount(0);
    await shut.close();
    expect(storeHash(folder)).toBe(kept);
  }

  const back = await openWithKeyRing(folder, { word });
  await readSecret(back.page);
  await back.close();

  const last = storeHash(folder);
  loseKeyRing(folder);
  const lost = await openWithKeyRing(folder, { word });
  await expect(lost.page.getByRole("heading", { name: "Pli ne peut pas lire sa clé" })).toBeVisible();
  await lost.close();
  expect(storeHash(folder)).toBe(last);
  expectUnreadable(folder);
  forget(folder);
});

test("without a key ring: a passphrase, the wrong one refused, the right one opens (D05)", async () => {
  test.setTimeout(240_000);
  await deliverSecret();
  const folder = newFolder();
  const first = await openApp({ servers: "real", folder });
  await first.page.getByText("Configurer ma boîte").click();
  await first.page.getByLabel("Phrase secrète").first().fill("trop court");
  await first.page.getByLabel("La même phrase").fill("trop court");
  await first.page.getByRole("button", { name: "Créer mon espace" }).click();
  await expect(first.page.getByText("Encore 2 caractères au moins.")).toBeVisible();
  await first.page.getByLabel("Phrase secrète").first().fill(PASSPHRASE);
  await first.page.getByLabel("La même phrase").fill(PASSPHRASE);
  await first.page.getByRole("button", { name: "Créer mon espace" }).click();
  await first.page.getByRole("button", { name: "Plus tard" }).click();
  if (first.space === null) throw new Error("no servers");
  await openMailbox(first.page, first.space);
  await readSecret(first.page);
  await first.close();
  expectUnreadable(folder);
  expect(filesThatHold(join(folder, "profile"), [PASSPHRASE])).toEqual([]);

  const again = await openApp({ servers: "real", folder });
  await expect(again.page.getByRole("heading", { name: "Vos courriers sont verrouillés" })).toBeVisible();
  await expect(again.page.getByText(SUBJECT)).toHaveCount(0);
  const kept = storeHash(folder);
  for (const wrong of ["quatre mots sans lien", PASSPHRASE.toUpperCase(), " "]) {
    await again.page.getByLabel("Phrase secrète").fill(wrong);
    await again.page.getByRole("button", { name: "Déverrouiller" }).click();
    await expect(again.page.getByText("Ce n’est pas la bonne réponse")).toBeVisible();
  }
  expect(storeHash(folder)).toBe(kept);
  await again.page.getByLabel("Phrase secrète").fill(PASSPHRASE);
  await again.page.getByRole("button", { name: "Déverrouiller" }).click();
  await readSecret(again.page);
  await again.close();
  forget(folder);
});

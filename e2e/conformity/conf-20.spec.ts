import { expect } from "@playwright/test";
import { readClientHello } from "./support/client-hello";
import { requirement } from "./support/requirement";

requirement(["CONF.20", "ECO.3.1.4"], async ({ page, ways }, evidence) => {
  ways.ldap.forget();
  await page.getByRole("button", { name: "Écrire", exact: true }).first().click();
  const to = page.getByRole("combobox", { name: "À" });
  await to.fill("demotin alix");
  const found = page.getByRole("option", { name: /DEMOTIN/iu }).first();
  await expect(found).toContainText("@");
  await found.click();
  const chosen = page.getByRole("list", { name: /Destinataires, À/u }).getByRole("listitem");
  await expect(chosen.first()).toContainText(/DEMOTIN/iu);
  await page.getByRole("button", { name: "Jeter le brouillon" }).click();
  // A connection may still be at its first words.
  const names = () =>
    ways.ldap
      .passed()
      .filter(({ fromClient }) => fromClient.length > 0)
      .map(({ fromClient }) => readClientHello(fromClient)?.serverName);
  await expect.poll(() => [...new Set(names())]).toEqual(["ldap.essai.mssante.fr"]);
  evidence("nom tapé dans le champ À, trouvé dans l’annuaire LDAP (StartTLS), choisi comme destinataire");
});

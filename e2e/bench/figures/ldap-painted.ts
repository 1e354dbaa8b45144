import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "ldapts";
import { LDAP_BASE } from "../../../electron/directory/ldap/source";
import { startSpaceOfTrust } from "../../servers/space-of-trust";
import { alternate, quantile, timed } from "../compare";
import { withMailboxes } from "../desk/connected";
import { timePage } from "../desk/page-time";
import type { Figure } from "../figure";
import { largeDirectory, NATIONAL } from "../large-directory";

/** Typing rests so long before a server is asked; then the answer has as long as one of this computer. */
const RESTS_MS = 250;
const LONGEST_MS = RESTS_MS + 80;

/** From what is put in the To field to somebody whom only the server knows painted under it, against the barest search of the same name. */
export const ldapPainted: Figure = {
  id: "ldap-painted",
  what: `saisie d’un destinataire → proposition d’un OpenLDAP de ${NATIONAL.toLocaleString("fr")} entrées affichée, p95`,
  against: "ldapts seul, `sn=…*` sur une liaison ouverte, p95",
  unit: "ms",
  goal: "p95 ≤ 330 ms, dont 250 d’attente après la dernière touche",
  held: ({ value }) => value <= LONGEST_MS,
  run: async ({ pairs, quick, say, desk }) => {
    const entries = largeDirectory(quick ? NATIONAL / 10 : NATIONAL);
    say("  remplissage de l’annuaire…");
    const space = await startSpaceOfTrust({ entries });
    const { launch, makeProfile, give, folder } = await desk();
    const environmentFile = join(folder, "environment-ldap.json");
    writeFileSync(environmentFile, JSON.stringify(space.environment));
    give(environmentFile);
    const profile = await makeProfile({ change: withMailboxes() });
    const launched = launch("pli", { profile, env: { PLI_ENVIRONMENT: environmentFile } });
    const bare = new Client({ url: `ldap://127.0.0.1:${space.slapd.port}` });
    try {
      const page = await launched.page();
      const time = await timePage(page);
      await page.getByRole("button", { name: "Écrire", exact: true }).click();
      const field = page.getByRole("combobox", { name: "À" });
      const propose = async ({ text, name }: Asked): Promise<number> => {
        await field.fill("");
        await time.hourOf({ selector: "[role=combobox][aria-expanded=false]" });
        return time.fromEvent("input", () => field.fill(text), { selector: "[role=option]", text: name });
      };
      const asked = Array.from({ length: quick ? 20 : 40 }, (_, at): Asked => {
        const { familyName: name = "", givenName = "" } = entries[(at * 1999) % entries.length] ?? {};
        return { name, text: `${name} ${givenName.slice(0, 2)}` };
      });
      return await alternate(
        pairs,
        () => slowest(asked, propose),
        () => slowest(asked, ({ name }) => bareSearch(bare, name)),
      );
    } finally {
      await bare.unbind();
      await launched.end();
      await space.stop();
    }
  },
};

/** A text, and the name of whom it finds. */
type Asked = { readonly text: string; readonly name: string };

const bareSearch = (client: Client, name: string): Promise<number> =>
  timed(() => client.search(LDAP_BASE, { filter: `(sn=${name.slice(0, 4)}*)`, sizeLimit: 40 }));

async function slowest(all: readonly Asked[], time: (one: Asked) => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (const one of all) times.push(await time(one));
  return quantile(times, 0.95);
}

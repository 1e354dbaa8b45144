import { Client } from "ldapts";
import { createPki } from "../../../electron/demo/pki/pki";
import { DEMO_MAP } from "../../../electron/directory/ldap/attribute-map";
import { createLdapSource, LDAP_BASE } from "../../../electron/directory/ldap/source";
import { type Question, questionOfText } from "../../../electron/directory/question";
import type { DirectoryEntry } from "../../servers/directory-entries";
import { startSlapd } from "../../servers/slapd";
import { alternate, quantile, timed } from "../compare";
import type { Figure } from "../figure";
import { largeDirectory, NATIONAL } from "../large-directory";

const QUESTIONS = 100;
const HOST = "ldap.annuaire.demo.mssante.fr";
const never = new AbortController().signal;

/** What is typed, asked of a real OpenLDAP as large as the national directory, against the barest search of the same family name. */
export const ldap: Figure = {
  id: "ldap",
  what: `100 saisies dans un OpenLDAP de ${NATIONAL.toLocaleString("fr")} entrées, p95`,
  against: "ldapts seul, `sn=…*` sur une liaison ouverte, p95",
  unit: "ms",
  goal: "p95 ≤ 50 ms, 100 réponses au plus, coupure dite",
  held: ({ value }) => value <= 50,
  run: async ({ pairs, quick, say }) => {
    const pki = await createPki({ now: () => new Date() });
    const entries = largeDirectory(quick ? NATIONAL / 10 : NATIONAL);
    say("  remplissage de l’annuaire…");
    const slapd = await startSlapd({ certificate: await pki.issue([HOST]), anchorPem: pki.anchorPem, entries });
    const source = createLdapSource({
      url: `ldap://${HOST}`,
      destination: async () => ({ ok: true, address: "127.0.0.1", port: slapd.port }),
      ca: [pki.anchorPem],
      confirm: async () => undefined,
      startTls: "never",
      attributes: DEMO_MAP,
    });
    const bare = new Client({ url: `ldap://127.0.0.1:${slapd.port}` });
    try {
      await refuseSilentCut(source, entries[0]?.familyName ?? "");
      const typed = Array.from({ length: QUESTIONS }, (_, at) => entries[(at * 1999) % entries.length]);
      return await alternate(
        pairs,
        () => slowest(typed, (entry, at) => source.ask(questionOf(entry, at), "typing", never)),
        () =>
          slowest(typed, (entry) =>
            bare.search(LDAP_BASE, { filter: `(sn=${(entry?.familyName ?? "demo").slice(0, 4)}*)`, sizeLimit: 40 }),
          ),
      );
    } finally {
      source.close();
      await bare.unbind();
      await slapd.stop();
    }
  },
};

/** More than 100 people are called so: 100 come, and it is said that others exist. */
async function refuseSilentCut(source: ReturnType<typeof createLdapSource>, family: string): Promise<void> {
  const question = questionOfText(family.slice(0, 3));
  if (question === undefined) throw new Error("nothing to ask");
  const { findings, cut } = await source.ask(question, "window", never);
  if (findings.length !== 100 || cut !== "size") throw new Error(`${findings.length} answers, cut: ${cut}`);
}

/** The beginning of a name, a name with the beginning of the other in either order, or a name and a postal code. */
function questionOf(entry: DirectoryEntry | undefined, at: number): Question {
  const { familyName = "", givenName = "", postalCode = "" } = entry ?? {};
  const typed = [
    familyName.slice(0, 4),
    `${familyName} ${givenName.slice(0, 2)}`,
    `${givenName} ${familyName.slice(0, 3)}`,
    `${familyName} ${postalCode}`,
  ][at % 4];
  const question = questionOfText(typed ?? "");
  if (question === undefined) throw new Error("nothing to ask");
  return question;
}

async function slowest<Asked>(
  all: readonly Asked[],
  ask: (one: Asked, at: number) => Promise<unknown>,
): Promise<number> {
  const times: number[] = [];
  for (const [at, one] of all.entries()) times.push(await timed(() => ask(one, at)));
  return quantile(times, 0.95);
}

import type { Handlers } from "#shared/contract/index";
import type { Recipient } from "#shared/domain/draft";
import type { LiveDirectory } from "../directory/directory";
import { questionOfText } from "../directory/question";
import { recipientsOf } from "./known-recipients";
import type { Services } from "./services";

/** The live directory of the environment, LDAP and FHIR behind one interface. */
export type Directory = Pick<LiveDirectory, "complete" | "search" | "probe">;

type Names = "recipients.local" | "recipients.of" | "recipients.live" | "directory.search";

/** Recipients while typing, and the directory window; a newer search cancels the one before. */
export function directoryHandlers(services: Services): Pick<Handlers, Names> {
  let typing = new AbortController();
  let searching = new AbortController();
  return {
    "recipients.local": async ({ text }) => {
      const [known, offline] = await Promise.all([
        knownHere(services, text),
        services.offline.complete(text).catch((error: unknown) => {
          services.platform.report(error, "offline directory");
          return [];
        }),
      ]);
      return [...known, ...offline];
    },
    "recipients.of": ({ addresses }) => recipientsOf(services, addresses),
    "recipients.live": ({ text }) => {
      typing.abort();
      typing = new AbortController();
      return services.directory.complete(text, typing.signal);
    },
    "directory.search": async (criteria) => {
      searching.abort();
      searching = new AbortController();
      const answers = await services.directory.search(criteria, searching.signal);
      for (const { source, failure, recipients } of answers) {
        await services.trace({
          action: "directory",
          request: `directory ${source}`,
          answer: failure ?? String(recipients.length),
          success: failure === null,
        });
      }
      return answers;
    },
  };
}

/** As typed; else as it is understood ("dr dupont" is "dupont", "cardiologue lyon" a heart doctor of Lyon); else but for one typing error. */
async function knownHere({ store }: Services, text: string): Promise<readonly Recipient[]> {
  const typed = await store.get().recentRecipients(text);
  if (typed.length > 0) return typed;
  const words = understood(text);
  const found = words === "" ? [] : await store.get().recentRecipients(words);
  return found.length > 0 ? found : store.get().similarRecipients(words === "" ? text : words);
}

/** The words by which somebody kept here is found: no title, professions and specialties as the directories write them. Empty for an address or too little. */
function understood(text: string): string {
  const question = questionOfText(text);
  if (question === undefined || question.address !== "" || question.idNat !== "") return "";
  const { profession, specialty, postalCode, city, wordings } = question;
  const name = wordings[0]?.name.join(" ") ?? "";
  const does = specialty === "" ? profession.replaceAll(/[^\p{L}]+/gu, " ") : specialty;
  return [name, does, postalCode, city].filter((word) => word !== "").join(" ");
}

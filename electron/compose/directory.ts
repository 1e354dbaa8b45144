import type { Handlers } from "#shared/contract/index";
import type { LiveDirectory } from "../directory/directory";
import type { Services } from "./services";

/** The live directory of the environment, LDAP and FHIR behind one interface. */
export type Directory = Pick<LiveDirectory, "complete" | "search" | "probe">;

type Names = "recipients.local" | "recipients.live" | "directory.search";

/** Recipients while typing, and the directory window; a newer search cancels the one before. */
export function directoryHandlers(services: Services): Pick<Handlers, Names> {
  let typing = new AbortController();
  let searching = new AbortController();
  return {
    "recipients.local": async ({ text }) => {
      const [known, offline] = await Promise.all([
        services.store.get().recentRecipients(text),
        services.offline.complete(text).catch((error: unknown) => {
          services.platform.report(error, "offline directory");
          return [];
        }),
      ]);
      return [...known, ...offline];
    },
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
          action: "sync",
          request: `directory ${source}`,
          answer: failure ?? String(recipients.length),
          success: failure === null,
        });
      }
      return answers;
    },
  };
}

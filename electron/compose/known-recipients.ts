import type { Draft, Recipient } from "#shared/domain/draft";
import type { Address } from "#shared/domain/message";
import { parseAddress } from "#shared/rules/address";
import { dropRepeated } from "../directory/merge";
import type { Services } from "./services";

type Ports = Pick<Services, "store" | "offline"> & { readonly platform: Pick<Services["platform"], "report"> };

/** What is known here of these addresses, each once: what is kept of somebody first, completed by what is published. Nothing of an unknown one. */
export async function recipientsOf(services: Ports, addresses: readonly string[]): Promise<readonly Recipient[]> {
  const wanted = addresses.filter((address) => parseAddress(address).ok);
  const [known, published] = await Promise.all([
    services.store.get().knownRecipients(wanted),
    services.offline.of(wanted).catch((error: unknown) => {
      services.platform.report(error, "offline directory");
      return [];
    }),
  ]);
  return dropRepeated([{ recipients: known }, { recipients: published }]).flatMap(({ recipients }) => recipients);
}

/** The draft with the name that is known of each address typed by hand: what was sent then says to whom, here and where it is received. */
export async function withKnownNames(services: Ports, draft: Draft): Promise<Draft> {
  const bare = [...draft.to, ...draft.cc, ...draft.bcc].filter(({ name }) => name === "");
  if (bare.length === 0) return draft;
  const known = await recipientsOf(
    services,
    bare.map(({ address }) => address),
  );
  const names = new Map(known.map(({ address, name }) => [address.toLowerCase(), name]));
  const named = (list: readonly Address[]): readonly Address[] =>
    list.map((one) => (one.name === "" ? { ...one, name: names.get(one.address.toLowerCase()) ?? "" } : one));
  return { ...draft, to: named(draft.to), cc: named(draft.cc), bcc: named(draft.bcc) };
}

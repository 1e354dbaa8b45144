import { useEffect } from "react";
import type { Recipient } from "#shared/domain/draft";
import type { Address } from "#shared/domain/message";
import { parseAddress } from "#shared/rules/address";
import { useQueryOf } from "../../bridge";
import { namedBy } from "./draft-recipients";

const MOST = 100;

/** What is known here of those already chosen, by address in lower case; an address that was typed takes the name that is known for it. */
export function useKnownRecipients(
  recipients: readonly Address[],
  onChange: (recipients: readonly Address[]) => void,
): ReadonlyMap<string, Recipient> {
  const addresses = recipients
    .map(({ address }) => address.toLowerCase())
    .filter((address) => parseAddress(address).ok)
    .slice(0, MOST);
  const { data } = useQueryOf("recipients.of", { addresses }, { enabled: addresses.length > 0, keep: true });
  const known = new Map((data ?? []).map((one) => [one.address.toLowerCase(), one]));
  useEffect(() => {
    const named = namedBy(recipients, data ?? []);
    if (named !== recipients) onChange(named);
    // When something new is known, and only then: a name that the person changed back stays as it is.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [data]);
  return known;
}

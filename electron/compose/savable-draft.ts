import type { DraftFields } from "#shared/domain/draft";
import { PliError } from "#shared/domain/failure";
import type { Address } from "#shared/domain/message";

const MOST_ADDRESSES = 100;
const LONGEST_TEXT = 2_000_000;

/**
 * Fields that come from a message of somebody else, as the composer can save them again at each key (contract `draftFields`): names and subject
 * on one line and cut. Throws `draft-too-wide` with more recipients than a draft may hold, which are never dropped in silence.
 */
export function savableDraft(fields: DraftFields): DraftFields {
  const { to, cc, bcc } = fields;
  if ([to, cc, bcc].some((list) => list.length > MOST_ADDRESSES)) throw new PliError("draft-too-wide");
  return {
    ...fields,
    to: to.map(savableAddress),
    cc: cc.map(savableAddress),
    bcc: bcc.map(savableAddress),
    subject: oneLine(fields.subject, 400),
    text: fields.text.slice(0, LONGEST_TEXT),
  };
}

/** What is too long to be an address stays to be read, as a name. */
function savableAddress({ name, address }: Address): Address {
  const isUsable = address.length <= 254 && !/\p{Cc}/u.test(address);
  return { name: oneLine(isUsable ? name : name || address, 200), address: isUsable ? address : "" };
}

const oneLine = (text: string, most: number): string => text.replace(/\p{Cc}+/gu, " ").slice(0, most);

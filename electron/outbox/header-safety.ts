import { PliError } from "#shared/domain/failure";
import { parseAddress } from "#shared/rules/address";

/** Refuses an address that is not one (`invalid-address`): nothing is repaired, nothing of it becomes a header. */
export function checkAddress(address: string): void {
  const parsed = parseAddress(address);
  if (!parsed.ok) throw new PliError("invalid-address", { about: parsed.code });
}

/** Refuses a text that a header may not hold (`header-injection`): line breaks and other controls. */
export function refuseControls(text: string): void {
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what a header may not hold
  if (/[\u0000-\u001F\u007F]/u.test(text)) throw new PliError("header-injection");
}

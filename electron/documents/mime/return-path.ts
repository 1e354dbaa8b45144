import { readFirstAddress } from "./address-list";
import type { HeaderFields } from "./header-fields";

/** What the last server wrote above every trace (RFC 5321 §4.4): an address, empty for none; below a trace, it is the sender who wrote it: empty. */
export function returnPathOf({ first, names }: HeaderFields): string {
  const [path, received] = [names.indexOf("return-path"), names.indexOf("received")];
  return received >= 0 && path > received ? "" : readFirstAddress(first("return-path"));
}

import type { Port } from "#shared/contract/link";
import { link } from "#shared/contract/link";
import type { ServedStore, StoreClient } from "./serve";

/** The typed client of a store served on the other side of a port; once that side is gone every call fails with `store-gone` (worth trying again). */
export function connectStore(port: Port): StoreClient {
  return link<ServedStore>(port, {}, "store-gone");
}

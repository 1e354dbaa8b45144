import type { ProxyFields } from "../domain/proxy";

const SHOWN_TO = ["mode", "host", "port", "script", "user"] as const satisfies readonly (keyof ProxyFields)[];

/** Whether two ways out show their password to the same: it is for whom it was typed for, and another proxy, script or name is not shown it. */
export const isSameProxy = (one: ProxyFields, other: ProxyFields): boolean =>
  SHOWN_TO.every((field) => one[field] === other[field]);

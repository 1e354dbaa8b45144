/** Gives `Reflect` the four metadata functions that @peculiar/x509's container asks for at load time, where nobody else has. */
export function installReflectMetadata(): void {
  if ("getMetadata" in Reflect) return;
  const tables = new WeakMap<object, Map<unknown, unknown>>();
  const own = (key: unknown, target: object): unknown => tables.get(target)?.get(key);
  const define = (key: unknown, value: unknown, target: object): void => {
    const table = tables.get(target) ?? new Map<unknown, unknown>();
    tables.set(target, table.set(key, value));
  };
  const inherited = (key: unknown, target: object): unknown => {
    for (let at: object | null = target; at !== null; at = Reflect.getPrototypeOf(at)) {
      const value = own(key, at);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const metadata = (key: unknown, value: unknown) => (target: object) => define(key, value, target);
  Object.assign(Reflect, { getMetadata: inherited, getOwnMetadata: own, defineMetadata: define, metadata });
}

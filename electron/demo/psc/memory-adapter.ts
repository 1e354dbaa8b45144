import type { Adapter, AdapterFactory, AdapterPayload } from "oidc-provider";

/** What the provider keeps, by `Model:id`; never evicted on expiry, so that an expired request still says `expired_token`. */
export type ProviderRecords = Map<string, AdapterPayload>;

/** The key of a record in `ProviderRecords`. */
export const recordKey = (model: string, id: string): string => `${model}:${id}`;

/** An adapter over one Map; `isRefreshable` tells whether the session behind a refresh token's grant is still open. */
export function memoryAdapter(
  records: ProviderRecords,
  isRefreshable: (grantId: string | undefined) => boolean,
): AdapterFactory {
  return (model) => modelAdapter(model, records, isRefreshable);
}

function modelAdapter(
  model: string,
  records: ProviderRecords,
  isRefreshable: (grantId: string | undefined) => boolean,
): Adapter {
  const findBy = (test: (payload: AdapterPayload) => boolean) =>
    [...records].find(([key, payload]) => key.startsWith(`${model}:`) && test(payload))?.[1];
  return {
    async upsert(id, payload) {
      records.set(recordKey(model, id), payload);
    },
    async find(id) {
      const payload = records.get(recordKey(model, id));
      if (model === "RefreshToken" && !isRefreshable(payload?.grantId)) return undefined;
      return payload;
    },
    findByUid: async (uid) => findBy((payload) => payload.uid === uid),
    findByUserCode: async (userCode) => findBy((payload) => payload.userCode === userCode),
    async consume(id) {
      const payload = records.get(recordKey(model, id));
      if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
    },
    async destroy(id) {
      records.delete(recordKey(model, id));
    },
    async revokeByGrantId(grantId) {
      for (const [key, payload] of records) if (payload.grantId === grantId) records.delete(key);
    },
  };
}

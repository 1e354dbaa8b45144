import { randomUUID } from "node:crypto";

/** A sign-in request as the e-CPS window shows it; `id` says nothing about the protocol's own identifiers. */
export type PendingRequest = {
  readonly id: string;
  readonly idNat: string;
  readonly bindingMessage: string;
  readonly channel: "MOBILE" | "CARD";
  readonly expiresAt: number;
};

/** What the book remembers beside what it shows. */
export type BookedRequest = PendingRequest & {
  readonly authReqId: string;
  readonly clientId: string;
  readonly scope: string;
};

/** The requests that wait for a person's answer. */
export type RequestBook = {
  add(request: Omit<BookedRequest, "id">): void;
  pending(): readonly PendingRequest[];
  /** Takes a request that is still waiting out of the book, so that it is answered once. */
  take(id: string): BookedRequest | undefined;
  onPending(listener: (request: PendingRequest) => void): () => void;
};

/** An empty book; a request leaves it when taken or past its deadline. */
export function createRequestBook(): RequestBook {
  const booked = new Map<string, BookedRequest>();
  const listeners = new Set<(request: PendingRequest) => void>();
  const waiting = () => [...booked.values()].filter((request) => request.expiresAt > Date.now());
  return {
    add(request) {
      const added = { ...request, id: randomUUID() };
      for (const old of booked.values()) if (old.expiresAt <= Date.now()) booked.delete(old.id);
      booked.set(added.id, added);
      for (const listener of listeners) listener(shown(added));
    },
    pending: () => waiting().map(shown),
    take(id) {
      const found = waiting().find((request) => request.id === id);
      booked.delete(id);
      return found;
    },
    onPending(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const shown = ({ id, idNat, bindingMessage, channel, expiresAt }: BookedRequest): PendingRequest => ({
  id,
  idNat,
  bindingMessage,
  channel,
  expiresAt,
});

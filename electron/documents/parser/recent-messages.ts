import { createHash } from "node:crypto";
import { type ArchiveSearch, findXdm } from "../mime/find-xdm";
import { type MimeTree, readMimeTree } from "../mime/mime-tree";

/** A message already split; its archive is opened on first need, once. */
export type RecentMessage = { readonly tree: MimeTree; readonly xdm: () => Promise<ArchiveSearch> };

const KEPT = 2;

/** The last two messages, by their bytes: a person opens a message, then its documents one after another. */
export function createRecentMessages(): { readonly find: (raw: Uint8Array) => RecentMessage } {
  const kept = new Map<string, RecentMessage>();
  return {
    find: (raw) => {
      const key = createHash("sha256").update(raw).digest("hex");
      const message = kept.get(key) ?? open(raw);
      // A Map keeps the order of insertion: the oldest is the first.
      kept.delete(key);
      kept.set(key, message);
      for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest);
      return message;
    },
  };
}

function open(raw: Uint8Array): RecentMessage {
  const tree = readMimeTree(raw);
  let archive: Promise<ArchiveSearch> | undefined;
  return { tree, xdm: () => (archive ??= findXdm(tree.nodes)) };
}

import type { XdmDocument } from "#shared/domain/document";
import type { DocumentId, MessageId, OutboxId } from "#shared/domain/ids";
import { readMessage } from "../../documents/mime/read-message";
import { createParser } from "../../documents/parser/parser-service";
import {
  BOX,
  deliver,
  draftTo,
  envelope,
  ME,
  openProfile,
  type Profile,
  withDocuments,
  xdmDocument,
} from "../../store/testing/profile";
import type { Services, Traced } from "../services";

/** Handlers over a real store and the real readers, in one process; network, clock and platform are the test's own. */
export type TestServices = {
  readonly services: Services;
  readonly store: Profile["service"];
  readonly traces: readonly Traced[];
  /** Files given to the person, by the name that was proposed. */
  readonly saved: ReadonlyMap<string, Uint8Array>;
  /** Receives the bytes of a message in the inbox. */
  readonly receive: (raw: Uint8Array) => Promise<MessageId>;
  /** Receives a message whose archive holds one document of these facts. */
  readonly receiveDocument: (over: Partial<XdmDocument>) => {
    readonly messageId: MessageId;
    readonly documentId: DocumentId;
  };
  /** Hands a message over, as if it had left. */
  readonly send: (message: { readonly to: string; readonly messageId: string }) => OutboxId;
  /** The folder that the person will choose. */
  readonly chosenFolder: (path: string) => void;
  /** The file that the person will choose. */
  readonly chosen: (file: { readonly name: string; readonly bytes: Uint8Array }) => void;
  /** An hour passes. */
  readonly later: () => void;
  readonly end: () => void;
};

/** Opens them; `end` removes the store. */
export function testServices(): TestServices {
  const profile = openProfile();
  const traces: Traced[] = [];
  const saved = new Map<string, Uint8Array>();
  const files: { name: string; bytes: Uint8Array }[] = [];
  const folders: string[] = [];
  let uid = 0;
  const next = (over: Partial<Parameters<typeof envelope>[0]> = {}): MessageId => {
    uid += 1;
    const [id] = deliver(profile.service, "INBOX", envelope({ uid, ...over }));
    if (id === undefined) throw new Error("not delivered");
    return id;
  };
  return {
    services: servicesOver(profile, { traces, saved, files, folders }),
    store: profile.service,
    traces,
    saved,
    receive: async (raw) => {
      const parsed = await readMessage(raw);
      const { messageId, subject, from, date } = parsed;
      const id = next({ messageId, subject, from, ...(date === "" ? {} : { date }) });
      profile.service.saveBody(id, raw, parsed);
      return id;
    },
    receiveDocument: (over) => {
      const messageId = next({ looksXdm: true });
      const document = xdmDocument({ uniqueId: `1.2.3.${uid}`, ...over });
      profile.service.saveBody(messageId, Buffer.from("From: <paul.demo@chu.demo.mssante.fr>\r\n\r\n"), {
        ...withDocuments([document]),
      });
      const [card] = profile.service.messageView(messageId).documents;
      if (card === undefined) throw new Error("no document");
      return { messageId, documentId: card.id };
    },
    send: ({ to, messageId }) => {
      const draft = draftTo(profile.service, to);
      const outgoing = { messageId, envelope: { from: ME, to: [to] }, raw: Buffer.from("Subject: x\r\n\r\nx\r\n") };
      const about = { sendAt: profile.clock.now.toISOString(), fin: false, subject: "x", to: draft.to };
      return profile.service.enqueue({ draftId: draft.id, mailboxId: BOX, outgoing, ...about }).id;
    },
    chosenFolder: (path) => void folders.push(path),
    chosen: (file) => void files.push(file),
    later: () => {
      profile.clock.now = new Date(profile.clock.now.getTime() + 3_600_000);
    },
    end: profile.end,
  };
}

type Kept = {
  readonly traces: Traced[];
  readonly saved: Map<string, Uint8Array>;
  readonly files: { name: string; bytes: Uint8Array }[];
  readonly folders: string[];
};

/** What handlers are given; whatever they ask beyond it fails the test. */
function servicesOver(profile: Profile, { traces, saved, files, folders }: Kept): Services {
  const parser = createParser();
  let random = 0;
  const told: string[] = [];
  const services = {
    platform: {
      clock: () => profile.clock.now,
      random: (bytes: number) => Buffer.from(String((random += 1)).padStart(bytes, "0")),
      version: "0.1.0",
      nil: "",
      report: (error: unknown) => {
        throw error;
      },
      dialogs: {
        chooseFiles: () => Promise.resolve({ files: files.splice(0), tooBig: [] }),
        chooseFolder: () => Promise.resolve(folders.shift() ?? null),
        saveFile: (name: string, bytes: Uint8Array) => {
          saved.set(name, bytes);
          return Promise.resolve(true);
        },
      },
    },
    bootstrap: { get: () => ({ settings: { undoSeconds: 10 } }) },
    environment: () => ({ id: "demo", nil: "PLI-DEMO" }),
    store: { get: () => profile.service },
    // No directory was taken on this computer.
    offline: { of: () => Promise.resolve([]) },
    parser: {
      ...parser,
      extractDocument: async (args: Parameters<typeof parser.extractDocument>[0]) =>
        (await parser.extractDocument(args)).bytes,
      extractMedia: async (args: Parameters<typeof parser.extractMedia>[0]) => (await parser.extractMedia(args)).bytes,
    },
    mailboxes: { submissionOffer: () => Promise.resolve(null), prepare: () => undefined, hold: () => undefined },
    operations: { replay: () => undefined, noteFiled: () => Promise.resolve() },
    outbox: {
      kick: () => undefined,
      leave: () => undefined,
      renew: () => undefined,
      expect: () => undefined,
      afterwards: (act: () => Promise<void>) => void act(),
    },
    mirror: { soon: () => undefined },
    trace: (event: Traced) => {
      traces.push(event);
      return Promise.resolve();
    },
    changed: () => undefined,
    tellDocuments: (what: string) => told.push(what),
  };
  return services as unknown as Services;
}

import type { Changed } from "#shared/contract/events";
import type { Environment } from "#shared/domain/environment";
import type { TraceEvent } from "#shared/domain/trace-event";
import type { MailboxId } from "#shared/domain/ids";
import type { Alarm } from "./alarm";
import type { Bodies } from "./bodies";
import type { Bootstrap } from "./bootstrap-file";
import type { DeskTeller } from "./desk";
import type { Directory } from "./directory";
import type { DraftMirror } from "./draft-mirror";
import type { Gate } from "./gate";
import type { LiveSettings } from "./live-settings";
import type { Mailboxes } from "./mailboxes";
import type { OfflineDirectory } from "./offline-directory";
import type { Operations } from "./operations";
import type { Ruling } from "./mail-rules";
import type { Outbox } from "./outbox";
import type { Parser } from "./parser";
import type { Reporting } from "./ports";
import type { DocumentNews } from "./teller";
import type { StoreClient } from "../store/serve";

/** A journal line as a handler writes it: the actor is filled in here, and the mailbox's address where only its id is known. */
export type Traced = Omit<TraceEvent, "mailbox" | "actor"> & {
  readonly mailboxId?: MailboxId;
  readonly mailbox?: string;
};

/** Everything a handler may use. Gates refuse with their code while what they hold is absent. */
export type Services = {
  readonly platform: Reporting;
  readonly bootstrap: {
    readonly get: () => Bootstrap;
    readonly set: (change: Partial<Bootstrap>) => Promise<Bootstrap>;
  };
  readonly store: Gate<StoreClient>;
  readonly environment: () => Environment;
  readonly parser: Parser;
  readonly bodies: Bodies;
  readonly mailboxes: Mailboxes;
  readonly mirror: DraftMirror;
  readonly operations: Operations;
  readonly outbox: Outbox;
  readonly directory: Directory;
  readonly live: LiveSettings;
  readonly offline: OfflineDirectory;
  readonly trace: (event: Traced) => Promise<void>;
  readonly changed: (...what: Changed[]) => void;
  readonly desk: DeskTeller;
  /** A document was filed by itself, or replaced another: told with the others of the moment. */
  readonly tellDocuments: (what: DocumentNews) => void;
  /** The rules over mail that arrives. */
  readonly ruling: Ruling;
  readonly alarm: Alarm;
};

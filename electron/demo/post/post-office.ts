import { MES_DOMAIN } from "#shared/rules/ins";
import type { MailStore } from "../imap/store/mail-store";
import { createPatientSpace, type PatientProfile, type PatientSpace } from "../mes/patient-space";
import { type Complaint, headerComplaints } from "../smtp/header-complaints";
import type { RecipientVerdict, Submission } from "../smtp/submission";
import type { Colleague } from "../world/colleagues";
import { type ColleagueOfficePorts, receiveAsProfessional } from "./colleague-office";

/** Milliseconds before the make-believe correspondents act. */
export type Delays = {
  readonly bounce: number;
  readonly receipt: number;
  readonly answer: number;
  readonly colleagueAnswer: number;
  readonly firstArrival: number;
};

/** What a person who looks at the demonstration has the patience for. */
export const HUMAN_DELAYS: Delays = {
  bounce: 1500,
  receipt: 4000,
  answer: 7000,
  colleagueAnswer: 15_000,
  firstArrival: 20_000,
};

/** What becomes of the mail that the practice sends. */
export type PostOffice = {
  recipient(address: string): RecipientVerdict;
  submit(submission: Submission): Promise<void>;
  complaints(): readonly Complaint[];
  ended(): readonly string[];
  /** Drops what was about to happen and what patients remember. */
  forget(): void;
  later(milliseconds: number, act: () => void): void;
};

const MAX_COMPLAINTS = 1000;

/** What the office is made of; `ended` are the closed exchanges of an earlier run. */
export type PostOfficeOptions = {
  readonly store: MailStore;
  readonly profiles: readonly PatientProfile[];
  readonly colleagues: readonly Colleague[];
  readonly delays: Delays;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly ended: readonly string[];
  readonly onChange: () => void;
};

/** Builds the office over the mail store: professionals get it in INBOX with its Return-Path, patients in Mon espace santé; no copy goes to Sent. */
export function createPostOffice(options: PostOfficeOptions): PostOffice {
  const { store, delays, now, newId } = options;
  const complaints: Complaint[] = [];
  const { later, drop } = createTimers();
  const deliver = (address: string, raw: Buffer): void => {
    if (store.hasUser(address)) store.deliver(address, "INBOX", raw, { date: now() });
  };
  const common = { deliver, later, now, newId };
  const space = createPatientSpace({ ...common, profiles: options.profiles, delays, ended: options.ended });
  const colleagueDelays = { receipt: delays.receipt, answer: delays.colleagueAnswer };
  const office: ColleagueOfficePorts = { ...common, colleagues: options.colleagues, delays: colleagueDelays };
  return {
    recipient: (address) => verdictOn(address, store),
    async submit(submission) {
      complaints.push(...headerComplaints(submission));
      complaints.splice(0, Math.max(0, complaints.length - MAX_COMPLAINTS));
      distribute(submission, space, office);
      options.onChange();
    },
    complaints: () => [...complaints],
    ended: space.ended,
    forget() {
      drop();
      complaints.length = 0;
      space.forget();
    },
    later,
  };
}

function distribute(
  { sender, recipients, envelopeId, raw }: Submission,
  space: PatientSpace,
  office: ColleagueOfficePorts,
): void {
  const traced = withPath(sender, raw, office.now());
  for (const { address, notify } of recipients) {
    if (isPatientAddress(address)) {
      space.receive({ sender, recipient: address, raw: traced });
      continue;
    }
    office.deliver(address, traced);
    receiveAsProfessional(office, { sender, recipient: address, notify, envelopeId, raw: traced });
  }
}

function createTimers(): { later(milliseconds: number, act: () => void): void; drop(): void } {
  const timers = new Set<NodeJS.Timeout>();
  return {
    later(milliseconds, act) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        act();
      }, milliseconds);
      timers.add(timer);
    },
    drop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

const isPatientAddress = (address: string): boolean => address.endsWith(`@${MES_DOMAIN}`);

function verdictOn(address: string, store: MailStore): RecipientVerdict {
  // Mon espace santé takes everything and tells later what it could not deliver.
  if (isPatientAddress(address) || store.hasUser(address)) return "accepted";
  return address.endsWith(".mssante.fr") ? "unknown" : "outside";
}

function withPath(sender: string, raw: Buffer, date: Date): Buffer {
  const trace = `Return-Path: <${sender}>\r\nReceived: by smtp.demo.mssante.fr with ESMTPSA; ${date.toUTCString()}\r\n`;
  return Buffer.concat([Buffer.from(trace, "latin1"), raw]);
}

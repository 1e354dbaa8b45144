import type { MailParty } from "../mail/write-mail";
import { answerTime } from "./calendar";
import { colleagueOf } from "./colleagues";
import { wordsFor } from "./fill-words";
import type { WorldPatient } from "./patients";
import { flagsFor, type PlannedText } from "./planned-message";
import { DEMO_NIL, DOCTORS, MAILBOXES, type PracticeDoctor, SECRETARIAT } from "./practice";
import type { Scenario } from "./scenario";
import type { SeededRandom } from "./seeded-random";

/** A conversation to plan: `doctor` owns the mailbox or answers for the secretariat. */
export type ThreadToPlan = {
  readonly scenario: Scenario;
  readonly patient: WorldPatient;
  readonly doctor: PracticeDoctor;
  readonly start: Date;
  readonly now: Date;
  readonly random: SeededRandom;
};

type Correspondent = MailParty & { readonly name: string; readonly signature: string; readonly nil: string };

/** The messages of a conversation that were written before `now`, oldest first; what comes after is not yet known. */
export function planThread(thread: ThreadToPlan): readonly PlannedText[] {
  const { scenario, patient, start, now, random } = thread;
  const fill = wordsFor(patient, start, random);
  const other = correspondent(scenario, patient);
  const own = ownParty(thread);
  const references: string[] = [];
  const planned: PlannedText[] = [];
  const turns = datedTurns(thread);
  for (const [index, { direction, text, date }] of turns.entries()) {
    const incoming = direction === "in";
    const answered = incoming && turns.slice(index + 1).some((later) => later.direction === "out");
    const [from, to] = incoming ? [other, own] : [own, other];
    const messageId = `${random.uuid()}@${incoming ? domainOf(other.address) : "cabinet.demo.mssante.fr"}`;
    const last = index === scenario.turns.length - 1;
    planned.push({
      mailbox: own.address,
      folder: incoming ? "INBOX" : "Sent",
      date,
      flags: flagsFor({ incoming, answered, age: now.getTime() - date.getTime(), roll: random.next() }),
      mail: {
        from: { name: from.name, address: from.address },
        to: [{ name: to.name, address: to.address }],
        subject: (index === 0 ? "" : "Re: ") + fill(scenario.subject),
        date,
        messageId,
        references: [...references],
        headers: headersOf({
          from,
          incoming,
          toPatient: scenario.with === "patient",
          ends: scenario.ends === true && last,
        }),
        text: `${greeting(thread, incoming)}\n\n${fill(text)}\n\n${closing(thread, incoming)}\n\n${from.signature}\n`,
      },
    });
    references.push(messageId);
  }
  return planned;
}

const DAY = 86_400_000;

type DatedTurn = { readonly direction: "in" | "out"; readonly text: string; readonly date: Date };

function datedTurns({ scenario, start, now, random }: ThreadToPlan): readonly DatedTurn[] {
  const turns: DatedTurn[] = [];
  const recent = now.getTime() - start.getTime() < DAY / 2;
  let date = start;
  for (const [index, [direction, text]] of scenario.turns.entries()) {
    if (index > 0) date = recent ? new Date(date.getTime() + random.between(6, 30) * 60_000) : answerTime(date, random);
    if (date.getTime() > now.getTime()) break;
    turns.push({ direction, text, date });
  }
  // Today's conversations stop where the practice has something to read.
  const heard = turns.findLastIndex(({ direction }) => direction === "in");
  return recent && heard >= 0 ? turns.slice(0, heard + 1) : turns;
}

function correspondent(scenario: Scenario, patient: WorldPatient): Correspondent {
  if (scenario.with === "patient")
    return { name: patient.label, address: patient.address, signature: patient.label, nil: "" };
  const { label, address, signature, trade } = colleagueOf(scenario.with);
  return { name: label, address, signature, nil: `LPS-DEMO-${trade.length}` };
}

function ownParty({ scenario, doctor }: ThreadToPlan): Correspondent {
  const address = scenario.box === "secretariat" ? SECRETARIAT : doctor.address;
  const box = MAILBOXES.find((each) => each.address === address);
  const signature = scenario.box === "secretariat" ? "Le secrétariat\nCabinet DEMO des Tilleuls" : doctor.signature;
  return { name: box?.fromLabel ?? doctor.displayName, address, signature, nil: DEMO_NIL };
}

function headersOf(about: {
  readonly from: Correspondent;
  readonly incoming: boolean;
  readonly toPatient: boolean;
  readonly ends: boolean;
}): readonly (readonly [string, string])[] {
  const path = about.incoming ? ([["Return-Path", `<${about.from.address}>`]] as const) : [];
  const nil = about.from.nil === "" ? [] : ([["X-MSS-NIL", about.from.nil]] as const);
  const end = about.ends && about.toPatient && !about.incoming ? ([["X-MSS-MES", "FIN"]] as const) : [];
  return [...path, ...nil, ...end];
}

function greeting({ scenario, doctor, patient, random }: ThreadToPlan, incoming: boolean): string {
  if (scenario.with === "patient") {
    const civility = patient.patient.sex === "female" ? "Madame" : "Monsieur";
    if (!incoming) return random.pick([`Bonjour ${civility},`, `${civility},`]);
    return random.pick([
      "Bonjour Docteur,",
      "Bonjour,",
      scenario.box === "secretariat" ? "Bonjour Madame," : "Bonjour Docteur,",
    ]);
  }
  if (scenario.box === "secretariat") return "Bonjour,";
  const name = doctor === DOCTORS.martin ? "Cher Confrère," : "Chère Consœur,";
  return incoming
    ? random.pick([name, "Bonjour Docteur,", "Bonjour,"])
    : random.pick(["Bonjour,", "Cher Confrère,", "Bonjour Docteur,"]);
}

function closing({ scenario, random }: ThreadToPlan, incoming: boolean): string {
  if (scenario.with === "patient")
    return incoming
      ? random.pick(["Bonne journée.", "Cordialement,", "Merci encore."])
      : random.pick(["Bien à vous,", "Cordialement,"]);
  return random.pick(["Bien confraternellement,", "Bien cordialement,", "Cordialement,", "Avec mes remerciements,"]);
}

const domainOf = (address: string): string => address.slice(address.indexOf("@") + 1);

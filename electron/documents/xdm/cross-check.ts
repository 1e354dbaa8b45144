import type { AnomalyCode } from "#shared/domain/anomaly-codes";
import type { Anomaly, CdaHeader } from "#shared/domain/document";
import { toUtc } from "../cda/hl7-time";
import { uuids } from "./ebrim";
import { parseCx, unescaped } from "./hl7-fields";
import { codeIn, slot, slotValues, type MetadataObject } from "./parse-metadata";

/** Where a METADATA entry and the document that it describes disagree: patient, traits, id, type, time, title. */
export function crossCheck(object: MetadataObject, header: CdaHeader): Anomaly[] {
  const found: AnomalyCode[] = [];
  const id = object.identifiers.get(uuids.uniqueId)?.trim() ?? "";
  if (id !== "" && id !== header.id) found.push("id-mismatch");
  const type = codeIn(object, uuids.type);
  if (type && type.code !== header.code.code) found.push("type-mismatch");
  if (object.name !== "" && !sameTitle(object.name, header.title)) found.push("title-mismatch");
  const time = timeFault(slot(object, "creationTime").trim(), header.effectiveTime);
  if (time) found.push(time);
  const patient = object.identifiers.get(uuids.patientId) ?? "";
  if (patient !== "" && !samePatient(patient, header)) found.push("patient-mismatch");
  if (!sameTraits(slotValues(object, "sourcePatientInfo"), header)) found.push("traits-mismatch");
  return found.map((code) => ({ code }));
}

function samePatient(written: string, { patient }: CdaHeader): boolean {
  const { id, authority } = parseCx(written);
  if (patient.ins && patient.ins.oid === authority) return patient.ins.matricule === id;
  return patient.localIds.some((each) => each.root === authority && each.extension === id);
}

// A title longer than a LocalizedString allows is cut by the sender.
function sameTitle(written: string, title: string): boolean {
  return written === title || (written.length >= 250 && title.startsWith(written));
}

function timeFault(written: string, effectiveTime: string): "time-mismatch" | "time-not-utc" | undefined {
  if (written === "" || effectiveTime === "") return undefined;
  const local = effectiveTime.replace(/[+-]\d{4}$/, "");
  const digits = toUtc(written);
  if (agree(digits, toUtc(effectiveTime))) return undefined;
  if (!agree(digits, local)) return "time-mismatch";
  // A date has no zone: the day of the document is right.
  return digits.length <= 8 ? undefined : "time-not-utc";
}

function agree(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length);
  return length >= 4 && one.slice(0, length) === other.slice(0, length);
}

function sameTraits(lines: readonly string[], { patient }: CdaHeader): boolean {
  const birthDate = field(lines, "PID-7").slice(0, 8);
  const written = field(lines, "PID-8");
  const sex = written === "M" ? "male" : written === "F" ? "female" : "";
  const names = lines.filter((line) => line.startsWith("PID-5|")).map((line) => line.slice(6).split("^"));
  const birthName = unescaped(names.find((parts) => parts[6] === "L")?.[0] ?? "");
  return (
    sameOrAbsent(birthDate, patient.birthDate ?? "") &&
    sameOrAbsent(sex, patient.sex === "unknown" ? "" : patient.sex) &&
    sameOrAbsent(folded(birthName), folded(patient.birthName ?? ""))
  );
}

function sameOrAbsent(one: string, other: string): boolean {
  return one === "" || other === "" || one === other;
}

function field(lines: readonly string[], name: string): string {
  return (lines.find((line) => line.startsWith(`${name}|`)) ?? "").slice(name.length + 1).trim();
}

function folded(name: string): string {
  // The sender cuts a name that would not fit in a slot.
  return name.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase().replace(/\s+/g, " ").trim().slice(0, 40);
}

import type { Input } from "#shared/contract/index";
import type { Patient } from "#shared/domain/patient";
import { INS_OIDS, insNature, isKeyValid, parseMatricule } from "#shared/rules/ins";
import { typedDay } from "#shared/rules/typed-day";
import { hl7Date } from "#shared/text/formats/index";

/** A record as it is typed: every field a text. */
export type TypedTraits = {
  readonly birthName: string;
  readonly firstName: string;
  readonly names: string;
  readonly usedName: string;
  readonly usedFirstName: string;
  readonly sex: Patient["sex"];
  readonly birthDate: string;
  readonly birthPlace: string;
  readonly matricule: string;
  readonly authority: Authority;
  readonly status: Patient["status"];
  readonly opposed: boolean;
  /** `jj/mm/aaaa`. */
  readonly opposedOn: string;
  readonly opposedToProfessionals: boolean;
  readonly opposedToProfessionalsOn: string;
};
export type Authority = keyof typeof INS_OIDS;
/** What is wrong with a field; worded by the catalogue (`patients.<code>`). */
export type TraitFault = "required" | "birthDateInvalid" | "birthPlaceInvalid" | "matriculeInvalid" | "matriculeKey";
/** The fields that may be wrong. */
export type FieldWithFault =
  | "birthName"
  | "firstName"
  | "birthDate"
  | "birthPlace"
  | "matricule"
  | "opposedOn"
  | "opposedToProfessionalsOn";
type Saved = Input<"patients.save">["traits"];

/** A record ready to be typed in; blank for a new one. */
export function typedTraits(patient: Omit<Patient, "id"> | null): TypedTraits {
  const nature = insNature(patient?.ins?.oid ?? "");
  return {
    birthName: patient?.birthName ?? "",
    firstName: patient?.firstName ?? "",
    names: patient?.names ?? "",
    usedName: patient?.usedName ?? "",
    usedFirstName: patient?.usedFirstName ?? "",
    sex: patient?.sex ?? "unknown",
    birthDate: hl7Date(patient?.birthDate ?? ""),
    birthPlace: patient?.birthPlace ?? "",
    matricule: patient?.ins?.matricule ?? "",
    authority: nature === "other" ? "nir" : nature,
    status: patient?.status ?? "PROV",
    opposed: patient?.opposedToMessagesOn !== undefined,
    opposedOn: typedDate(patient?.opposedToMessagesOn),
    opposedToProfessionals: patient?.opposedToProfessionalsOn !== undefined,
    opposedToProfessionalsOn: typedDate(patient?.opposedToProfessionalsOn),
  };
}

/** What is wrong, field by field; a fictitious identity may have a wrong key. */
export function faultsOf(typed: TypedTraits): Partial<Record<FieldWithFault, TraitFault>> {
  const compact = typed.matricule.replace(/\s/gu, "").toUpperCase();
  const fictitious = typed.authority === "test" || typed.authority === "demo";
  return {
    ...(typed.birthName.trim() === "" ? { birthName: "required" as const } : {}),
    ...(typed.firstName.trim() === "" ? { firstName: "required" as const } : {}),
    ...(typed.birthDate.trim() !== "" && typedDay(typed.birthDate) === null
      ? { birthDate: "birthDateInvalid" as const }
      : {}),
    ...(typed.birthPlace.trim() !== "" && !/^[0-9AB]{5}$/u.test(typed.birthPlace.trim().toUpperCase())
      ? { birthPlace: "birthPlaceInvalid" as const }
      : {}),
    ...(compact === ""
      ? {}
      : parseMatricule(compact) === null
        ? { matricule: "matriculeInvalid" as const }
        : isKeyValid(compact) || fictitious
          ? {}
          : { matricule: "matriculeKey" as const }),
    ...(typed.opposed && typedDay(typed.opposedOn) === null ? { opposedOn: "birthDateInvalid" as const } : {}),
    ...(typed.opposedToProfessionals && typedDay(typed.opposedToProfessionalsOn) === null
      ? { opposedToProfessionalsOn: "birthDateInvalid" as const }
      : {}),
  };
}

/** What is saved of what was typed; call only when nothing is wrong. */
export function savedTraits(typed: TypedTraits): Saved {
  const matricule = typed.matricule.replace(/\s/gu, "").toUpperCase();
  const opposed = isoDay(typed.opposedOn);
  const opposedToProfessionals = isoDay(typed.opposedToProfessionalsOn);
  const line = (text: string): string => text.replace(/\s+/gu, " ").trim();
  return {
    birthName: line(typed.birthName),
    firstName: line(typed.firstName),
    names: line(typed.names),
    ...(line(typed.usedName) === "" ? {} : { usedName: line(typed.usedName) }),
    ...(line(typed.usedFirstName) === "" ? {} : { usedFirstName: line(typed.usedFirstName) }),
    sex: typed.sex,
    birthDate: typedDay(typed.birthDate) ?? "",
    birthPlace: typed.birthPlace.trim().toUpperCase(),
    ins: matricule === "" ? null : { matricule, oid: INS_OIDS[typed.authority] },
    status: typed.status,
    ...(typed.opposed && opposed !== null ? { opposedToMessagesOn: opposed } : {}),
    ...(typed.opposedToProfessionals && opposedToProfessionals !== null
      ? { opposedToProfessionalsOn: opposedToProfessionals }
      : {}),
  };
}

/** `jj/mm/aaaa` from `aaaa-mm-jj`. */
const typedDate = (iso: string | undefined): string => hl7Date((iso ?? "").replaceAll("-", ""));

/** `aaaa-mm-jj` of a day that was typed; null where it is none. */
function isoDay(typed: string): string | null {
  const day = typedDay(typed);
  return day === null ? null : `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
}

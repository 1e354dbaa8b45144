import type { DocumentPatient } from "#shared/domain/document";
import { codeOf } from "../codes/code-tables";
import type { CdaInput, CdaOrganization, CdaProfessional } from "./cda-input";
import { oids } from "./identifiers";
import { hasText, xml, type XmlPiece } from "./xml/write-xml";

const genders = { male: "M", female: "F", unknown: "UN" } as const;
const noAddress = () => xml("addr", { nullFlavor: "UNK" });
const noTelecom = () => xml("telecom", { nullFlavor: "UNK" });

/** `recordTarget`: INS first when there is one, then the local ids, and the traits that are known. */
export function recordTarget(patient: DocumentPatient, address: string | undefined): XmlPiece {
  const gender = codeOf("administrativeGenderCode", genders[patient.sex]);
  return xml(
    "recordTarget",
    {},
    xml(
      "patientRole",
      {},
      patient.ins ? xml("id", { root: patient.ins.oid, extension: patient.ins.matricule }) : undefined,
      patient.localIds.map(({ root, extension }) => xml("id", { root, extension })),
      noAddress(),
      address ? xml("telecom", { value: `mailto:${address}`, use: "H" }) : noTelecom(),
      xml(
        "patient",
        {},
        patientName(patient),
        xml("administrativeGenderCode", { code: gender?.code, displayName: gender?.label, codeSystem: gender?.system }),
        patient.birthDate ? xml("birthTime", { value: patient.birthDate }) : xml("birthTime", { nullFlavor: "UNK" }),
        hasText(patient.birthPlace)
          ? xml("birthplace", {}, xml("place", {}, xml("addr", {}, xml("county", {}, patient.birthPlace))))
          : undefined,
      ),
    ),
  );
}

/** `author` with the time at which they wrote. */
export function author(professional: CdaProfessional, time: string): XmlPiece {
  return xml(
    "author",
    {},
    functionCode(professional),
    xml("time", { value: time }),
    xml(
      "assignedAuthor",
      {},
      ...identity(professional),
      xml("assignedPerson", {}, personName(professional)),
      represented(professional.organization),
    ),
  );
}

/** `legalAuthenticator`, who answers for the document. */
export function legalAuthenticator(professional: CdaProfessional, time: string): XmlPiece {
  return xml(
    "legalAuthenticator",
    {},
    xml("time", { value: time }),
    xml("signatureCode", { code: "S" }),
    assignedEntity(professional),
  );
}

/** `custodian`, the structure that keeps the document. */
export function custodian(organization: CdaOrganization): XmlPiece {
  const kept = [
    xml("id", { root: oids.structures, extension: organization.id }),
    xml("name", {}, organization.name),
    noTelecom(),
    noAddress(),
  ];
  return xml("custodian", {}, xml("assignedCustodian", {}, xml("representedCustodianOrganization", {}, ...kept)));
}

/** `informationRecipient`, to whom the document is sent. */
export function informationRecipient(professional: CdaProfessional): XmlPiece {
  return xml(
    "informationRecipient",
    { typeCode: "PRCP" },
    xml(
      "intendedRecipient",
      {},
      xml("id", { root: oids.professionals, extension: professional.id }),
      xml("informationRecipient", {}, personName(professional)),
      xml(
        "receivedOrganization",
        {},
        xml("id", { root: oids.structures, extension: professional.organization.id }),
        xml("name", {}, professional.organization.name),
      ),
    ),
  );
}

/** `documentationOf`, the act that the document reports, its performer and the setting of practice. */
export function documentationOf(act: CdaInput["act"], practiceSetting: string): XmlPiece {
  const setting = codeOf("practiceSettingCode", practiceSetting);
  const settingCode = xml("standardIndustryClassCode", {
    code: setting?.code,
    displayName: setting?.label,
    codeSystem: setting?.system,
  });
  return xml(
    "documentationOf",
    {},
    xml(
      "serviceEvent",
      {},
      act.code
        ? xml("code", { code: act.code.code, displayName: act.code.label, codeSystem: act.code.system })
        : undefined,
      xml(
        "effectiveTime",
        {},
        xml("low", { value: act.start }),
        act.stop ? xml("high", { value: act.stop }) : undefined,
      ),
      xml("performer", { typeCode: "PRF" }, assignedEntity(act.performer, settingCode)),
    ),
  );
}

function assignedEntity(professional: CdaProfessional, setting?: XmlPiece): XmlPiece {
  return xml(
    "assignedEntity",
    {},
    ...identity(professional),
    xml("assignedPerson", {}, personName(professional)),
    represented(professional.organization, setting),
  );
}

function identity(professional: CdaProfessional): (XmlPiece | undefined)[] {
  const specialty = professional.specialty ? codeOf("authorSpecialty", professional.specialty) : undefined;
  return [
    xml("id", { root: oids.professionals, extension: professional.id }),
    specialty && xml("code", { code: specialty.code, displayName: specialty.label, codeSystem: specialty.system }),
    noAddress(),
    noTelecom(),
  ];
}

function represented(organization: CdaOrganization, setting?: XmlPiece): XmlPiece {
  return xml(
    "representedOrganization",
    {},
    xml("id", { root: oids.structures, extension: organization.id }),
    xml("name", {}, organization.name),
    setting,
  );
}

function functionCode({ role }: CdaProfessional): XmlPiece | undefined {
  return role && xml("functionCode", { code: role.code, displayName: role.label, codeSystem: role.system });
}

function personName(professional: CdaProfessional): XmlPiece {
  const { civility, title } = professional;
  return xml(
    "name",
    {},
    xml("family", {}, professional.family),
    named("given", undefined, professional.given),
    civility ? xml("prefix", {}, civility) : undefined,
    title ? xml("suffix", {}, title) : undefined,
  );
}

function patientName(patient: DocumentPatient): XmlPiece {
  return xml(
    "name",
    {},
    named("family", "BR", patient.birthName),
    named("family", "CL", patient.usedName),
    named("given", undefined, patient.names),
    named("given", "BR", patient.firstName),
    named("given", "CL", patient.usedFirstName),
  );
}

function named(part: string, qualifier: string | undefined, text: string | undefined): XmlPiece | undefined {
  return hasText(text) ? xml(part, { qualifier }, text) : undefined;
}

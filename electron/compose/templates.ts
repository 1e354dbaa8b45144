import type { Handlers } from "#shared/contract/index";
import type { Draft } from "#shared/domain/draft";
import { PliError } from "#shared/domain/failure";
import { readableLabel } from "#shared/rules/from-label";
import { matriculeFromAddress } from "#shared/rules/ins";
import { fillFields, type TemplateField } from "#shared/rules/template-fields";
import { readTemplateFile, TEMPLATE_FILE_BYTES, writeTemplateFile } from "#shared/rules/template-file";
import { hl7Date, longDate } from "#shared/text/formats/index";
import { knownMailbox } from "./known-mailbox";
import type { Services } from "./services";

type Names =
  | "templates.list"
  | "templates.save"
  | "templates.delete"
  | "templates.export"
  | "templates.import"
  | "templates.fill"
  | "signatures.list"
  | "signatures.save";

const FILE_NAME = "modeles-pli.json";

/** Templates and signatures: kept here, shared by file, filled for a draft. */
export function templateHandlers(services: Services): Pick<Handlers, Names> {
  const { store, platform } = services;
  const told = async <Value>(made: Promise<Value>): Promise<Value> => {
    const value = await made;
    services.changed("templates");
    return value;
  };
  return {
    "templates.list": ({ mailboxId }) => store.get().listTemplates(mailboxId),
    "templates.save": (given) => told(store.get().saveTemplate(given)),
    "templates.delete": async ({ id }) => {
      await told(store.get().deleteTemplate(id));
      return null;
    },
    "templates.export": async () => {
      const text = writeTemplateFile(await store.get().listTemplates(null));
      return { saved: await platform.dialogs.saveFile(FILE_NAME, new TextEncoder().encode(text)) };
    },
    "templates.import": ({ mailboxId }) => told(importFile(services, mailboxId)),
    "templates.fill": async ({ id, draftId }) => {
      const { subject, text } = await store.get().template(id);
      const values = await valuesFor(services, await store.get().draft(draftId));
      return { subject: fillFields(subject, values), text: fillFields(text, values) };
    },
    "signatures.list": () => store.get().listSignatures(),
    "signatures.save": async (signature) => {
      await told(store.get().saveSignature(signature));
      return null;
    },
  };
}

async function importFile(
  { store, platform }: Services,
  mailboxId: Parameters<Handlers["templates.import"]>[0]["mailboxId"],
): ReturnType<Handlers["templates.import"]> {
  const { files, tooBig } = await platform.dialogs.chooseFiles(TEMPLATE_FILE_BYTES);
  if (tooBig.length > 0) throw new PliError("templates-too-big");
  const [file] = files;
  if (file === undefined) return { state: "none" };
  const read = readTemplateFile(file.bytes);
  if (!read.ok) throw new PliError(read.code);
  const { added, known } = await store.get().addTemplates(mailboxId, read.templates);
  return { state: "read", added, known, leftOut: read.leftOut };
}

/** What is known for the fields of a draft: the patient it is written to (the local record, else the name it is written to), the day, the sender. */
async function valuesFor(services: Services, draft: Draft): Promise<Readonly<Partial<Record<TemplateField, string>>>> {
  const mailbox = await knownMailbox(services, draft.mailboxId);
  // The reader of the message is French, whatever the interface speaks.
  const around = {
    date: longDate(services.platform.clock().toISOString(), "fr"),
    expediteur: readableLabel(mailbox.fromLabel),
  };
  const addressed = [...draft.to, ...draft.cc, ...draft.bcc].find(
    ({ address }) => matriculeFromAddress(address) !== null,
  );
  if (addressed === undefined) return around;
  const [known] = await services.store.get().patientsByMatricule(matriculeFromAddress(addressed.address) ?? "");
  if (known === undefined) return { ...around, patient: addressed.name };
  const { birthName, firstName, usedName, usedFirstName, birthDate } = known;
  return {
    ...around,
    patient: `${usedFirstName ?? firstName} ${usedName ?? birthName}`,
    naissance: hl7Date(birthDate),
  };
}

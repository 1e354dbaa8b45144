import { useDeferredValue, useMemo } from "react";
import type { PatientRow } from "#shared/contract/documents";
import type { ConversationRow } from "#shared/domain/message";
import { hl7Date } from "#shared/text/formats/index";
import { useQueryOf } from "../../bridge";
import { useText, type Text } from "../../text";
import { listPlaces, pagePlaces, workspace } from "../../workspace";
import { runCommand, runnable, shortcuts, type Shortcut } from "../help";
import { narrowed, type Entry } from "./entries";

const LEAST_TEXT = 2;
const MOST_FOUND = 6;

/** What the palette proposes for a text: acts and places by their words, patients and conversations as they are found. */
export function useEntries(text: string): readonly Entry[] {
  const t = useText();
  const typed = useDeferredValue(text.trim());
  const asks = typed.length >= LEAST_TEXT;
  // What may be done is what the window could do when the palette opened.
  const fixed = useMemo(() => [...actionsOf(t), ...placesOf(t)], [t]);
  const patients = useQueryOf("patients.list", { search: typed, limit: MOST_FOUND }, { enabled: asks, keep: true });
  const found = useQueryOf(
    "conversations.list",
    { view: "all", mailboxId: null, folderId: null, search: typed, offset: 0, limit: MOST_FOUND },
    { enabled: asks, keep: true },
  );
  return useMemo(
    () => [
      ...narrowed(fixed, text),
      ...(asks ? (patients.data ?? []).map((patient): Entry => patientEntry(patient, t)) : []),
      ...(asks ? (found.data?.rows ?? []).map((row): Entry => conversationEntry(row, t)) : []),
      ...(asks ? [searchEntry(text.trim(), t)] : []),
    ],
    [fixed, text, asks, patients.data, found.data, t],
  );
}

function actionsOf(t: Text): readonly Entry[] {
  const now = runnable();
  return Object.entries<Shortcut>(shortcuts)
    .filter(([id, { walks }]) => now.has(id) && walks !== true)
    .map(([id, { says, keys }]) => ({
      id: `act-${id}`,
      group: "actions",
      label: t(says),
      ...(keys.length === 0 ? {} : { keys: keys.join(" ") }),
      run: () => runCommand(id),
    }));
}

function placesOf(t: Text): readonly Entry[] {
  const lists = listPlaces.map(([view, , key]): Entry => ({
    id: `list-${view}`,
    group: "places",
    label: t(key),
    run: () => workspace.goList(view),
  }));
  const pages = pagePlaces.map(([page, , key]): Entry => ({
    id: `page-${page}`,
    group: "places",
    label: t(key),
    run: () => workspace.goPage(page),
  }));
  return [
    ...lists,
    { id: "list-all", group: "places", label: t("inbox.view-all"), run: () => workspace.goList("all") },
    { id: "list-trash", group: "places", label: t("inbox.view-trash"), run: () => workspace.goList("trash") },
    { id: "page-outbox", group: "places", label: t("inbox.outbox"), run: () => workspace.goPage("outbox") },
    ...pages,
    { id: "page-templates", group: "places", label: t("templates.title"), run: () => workspace.goPage("templates") },
    { id: "page-settings", group: "places", label: t("inbox.settings"), run: () => workspace.goPage("settings") },
  ];
}

const patientEntry = (patient: PatientRow, t: Text): Entry => ({
  id: `patient-${patient.id}`,
  group: "patients",
  label: `${patient.birthName} ${patient.firstName}`,
  about: patient.birthDate === "" ? "" : t(`patients.born-${patient.sex}`, { date: hl7Date(patient.birthDate) }),
  run: () => workspace.openPatient(patient.id),
});

const conversationEntry = (row: ConversationRow, t: Text): Entry => ({
  id: `conversation-${row.id}`,
  group: "conversations",
  label: row.name,
  about: row.subject === "" ? t("reader.noSubject") : row.subject,
  run: () => workspace.openConversation(row.id),
});

const searchEntry = (text: string, t: Text): Entry => ({
  id: "search",
  group: "search",
  label: t("palette.searchFor", { text }),
  run: () => {
    workspace.goList("all");
    workspace.search(text);
  },
});

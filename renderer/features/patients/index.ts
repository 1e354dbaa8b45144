export { PatientPanel } from "./patient-panel";
export { ConversationLine, DocumentLine, RecordGroup, RecordLine } from "./record-lines";
export { PatientsPage } from "./patients-page";

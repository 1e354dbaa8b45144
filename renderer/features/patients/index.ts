export { PatientPanel } from "./patient-panel";
export { ConversationLine, DocumentLine, RecordGroup, RecordLine, RecordSketch } from "./record-lines";
export { PatientsPage } from "./patients-page";

export { PatientPanel } from "./patient-panel";
export { PatientsPage } from "./patients-page";

export { PatientHead, trustOf } from "./patient-head";
export { ReaderPane } from "./reader-pane";

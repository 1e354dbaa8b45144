export { ComparisonPanel } from "./version-comparison";
export { DocumentCardView } from "./document-card-view";
export { DocumentReader } from "./document-reader";
export { FilingPanel } from "./filing-panel";
export { PatientChoice } from "./patient-choice";
export { MakeDocumentPanel } from "./make-document-panel";
export { ReportPanel } from "./report-panel";

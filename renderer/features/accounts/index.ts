export { AddMailbox } from "./add-mailbox";
export { TestSteps } from "./test-steps";
export { CertificateFile } from "./certificate-file";

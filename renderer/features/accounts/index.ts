export { AddMailbox } from "./add-mailbox";
export { MailboxAsksBanner } from "./mailbox-asks";
export { useReceiving } from "./use-receiving";
export { TestSteps } from "./test-steps";
export { CertificateFile } from "./certificate-file";

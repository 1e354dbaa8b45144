export { AddMailbox } from "./add-mailbox";
export { TestSteps } from "./test-steps";

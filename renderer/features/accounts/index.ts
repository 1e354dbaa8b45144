export { AddMailbox } from "./add-mailbox";

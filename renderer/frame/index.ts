export { guardLink, LinkDialog } from "./link-guard";
export { MessageFrame } from "./message-frame";
export { TextBody } from "./text-body";

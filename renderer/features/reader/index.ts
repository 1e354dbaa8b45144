export { aimAt, ReaderPane } from "./reader-pane";
export { WithDocument } from "./with-document";

export { readSoon } from "./read-ahead";
export { ReaderPane } from "./reader-pane";
export { WithDocument } from "./with-document";

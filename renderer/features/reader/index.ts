export { ReaderPane } from "./reader-pane";

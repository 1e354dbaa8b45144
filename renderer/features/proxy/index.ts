export { ProxyDialog } from "./proxy-dialog";

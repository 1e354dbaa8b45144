export { EnvironmentDialog } from "./environment-dialog";

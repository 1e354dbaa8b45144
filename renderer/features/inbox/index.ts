export { MainWindow } from "./main-window";

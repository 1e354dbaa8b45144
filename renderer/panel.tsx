import { mountBeside } from "./beside-page";
import { PanelPage } from "./features/demo-panel";

mountBeside(<PanelPage />);

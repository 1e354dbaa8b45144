import { mountBeside } from "./beside-page";
import { PhonePage } from "./features/phone";

mountBeside(<PhonePage />);

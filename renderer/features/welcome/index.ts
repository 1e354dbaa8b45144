export { Blocked } from "./blocked";
export { CreateProfile } from "./create-profile";
export { Unlock } from "./unlock";
export { Welcome } from "./welcome";

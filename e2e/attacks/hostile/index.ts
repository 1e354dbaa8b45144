export { DECEPTIONS } from "./deceptions";
export type { HostileCase } from "./hostile-case";
export { hostileMail, pwnOf } from "./hostile-mail";
export { REQUESTS } from "./requests";
export { SCRIPTS } from "./scripts";

export { SignInScreen } from "./sign-in";
export { SignInDialog } from "./sign-in-dialog";

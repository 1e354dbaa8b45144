export { AddToTeam, TeamDialog } from "./add-to-team";
export { CorrespondentPanel } from "./correspondent-panel";
export { CorrespondentDialog } from "./correspondent-dialog";
export { DirectoryPage } from "./directory-page";
export { PersonButton, PersonLine } from "./person-line";
export { bornWords, RecipientLines } from "./recipient-lines";

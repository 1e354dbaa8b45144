export { AddToTeam, TeamDialog } from "./add-to-team";
export { CorrespondentDialog } from "./correspondent-dialog";
export { DirectoryPage } from "./directory-page";
export { PersonButton, PersonLine } from "./person-line";
export { bornWords, RecipientLines } from "./recipient-lines";

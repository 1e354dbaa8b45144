export { AddToContacts } from "./add-to-contacts";
export { DirectoryPage } from "./directory-page";
export { bornWords, RecipientLines } from "./recipient-lines";

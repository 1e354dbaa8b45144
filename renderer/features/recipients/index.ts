export { DirectoryPage } from "./directory-page";
export { bornWords, RecipientLines } from "./recipient-lines";

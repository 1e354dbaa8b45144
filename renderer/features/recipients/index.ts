export const DirectoryPage = () => null;

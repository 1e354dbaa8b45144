export const JournalPage = () => null;

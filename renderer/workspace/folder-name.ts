import type { Folder } from "#shared/domain/mailbox";
import type { Text } from "../text";

/** What a folder is called here: the word of its role, else its own name. */
export const folderName = ({ role, name }: Pick<Folder, "role" | "name">, t: Text): string =>
  role === "other" ? name : t(`inbox.folder-${role}`);

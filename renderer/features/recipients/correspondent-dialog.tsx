import ArrowLeft from "lucide-react/icons/arrow-left";
import { useText, type Text } from "../../text";
import { Button, Dialog } from "../../ui";
import { useWorkspace, workspace, type Sheet } from "../../workspace";
import { PersonSheet } from "./person-sheet";
import { StructureSheet } from "./structure-sheet";
import styles from "./sheet.module.css";

/** The page of a person or of a structure, over what one was doing; one leads to the other, and back. */
export function CorrespondentDialog() {
  const t = useText();
  const sheets = useWorkspace((now) => now.sheets);
  const sheet = sheets.at(-1);
  const before = sheets.at(-2);
  if (sheet === undefined) return null;
  return (
    <Dialog title={titleOf(sheet, t)} isOpen onClose={workspace.closeSheets} size="side">
      <div className={styles.sheet} key={keyOf(sheet)}>
        {before !== undefined && (
          <div>
            <Button variant="quiet" icon={ArrowLeft} onPress={workspace.backSheet}>
              {t("directory.backTo", { name: titleOf(before, t) })}
            </Button>
          </div>
        )}
        {sheet.kind === "person" ? <PersonSheet {...sheet} /> : <StructureSheet {...sheet} />}
      </div>
    </Dialog>
  );
}

const titleOf = (sheet: Sheet, t: Text): string =>
  sheet.name !== "" ? sheet.name : sheet.kind === "person" ? sheet.address : t("directory.structure");
const keyOf = (sheet: Sheet): string =>
  sheet.kind === "person" ? sheet.address : `${sheet.name}/${sheet.postalCode}/${sheet.city}`;

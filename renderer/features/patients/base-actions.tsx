import EllipsisVertical from "lucide-react/icons/ellipsis-vertical";
import Plus from "lucide-react/icons/plus";
import ScanLine from "lucide-react/icons/scan-line";
import { useState } from "react";
import type { CsvTable } from "#shared/rules/csv-table";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { Button, IconButton, Menu, toasts } from "../../ui";
import { ImportDialog } from "./import-dialog";
import { ScanDialog, type Scanned } from "./scan-dialog";

/** What may be done to the base as a whole: a new record, one read by a scanner, a file in, a file out. */
export function BaseActions({
  onCreate,
  onScanned,
}: {
  readonly onCreate: () => void;
  readonly onScanned: (scanned: Scanned) => void;
}) {
  const t = useText();
  const [scanning, setScanning] = useState(false);
  const [table, setTable] = useState<CsvTable | null>(null);
  const read = useCommand("patients.readFile");
  const write = useCommand("patients.export");
  const importing = async (): Promise<void> => {
    const result = await read.run(undefined);
    if (result.ok) setTable(result.value);
  };
  const exporting = async (): Promise<void> => {
    const result = await write.run(undefined);
    if (result.ok && result.value.saved) toasts.show(t("patients.exported", { count: result.value.count }));
  };
  return (
    <>
      <Menu
        label={t("patients.more")}
        actions={[
          { id: "import", label: t("patients.importFile"), run: () => void importing() },
          { id: "export", label: t("patients.exportFile"), run: () => void exporting() },
        ]}
      >
        <IconButton icon={EllipsisVertical} label={t("patients.more")} />
      </Menu>
      <Button icon={ScanLine} onPress={() => setScanning(true)}>
        {t("patients.scan")}
      </Button>
      <Button variant="primary" icon={Plus} onPress={onCreate}>
        {t("patients.create")}
      </Button>
      <ScanDialog
        isOpen={scanning}
        onClose={() => setScanning(false)}
        onScanned={(scanned) => {
          setScanning(false);
          onScanned(scanned);
        }}
      />
      <ImportDialog table={table} onClose={() => setTable(null)} />
    </>
  );
}

import ChartColumn from "lucide-react/icons/chart-column";
import FileDown from "lucide-react/icons/file-down";
import { useState } from "react";
import type { Indicator } from "#shared/contract/indicators";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, Dialog, FailureBanner, toasts } from "../../ui";
import styles from "./journal.module.css";

/** Documents received and sent, counted by month and type on this computer. */
export function Indicators() {
  const t = useText();
  const [open, setOpen] = useState(false);
  const write = useCommand("indicators.export");
  const save = async (): Promise<void> => {
    const result = await write.run(undefined);
    if (result.ok && result.value.saved) toasts.show(t("journal.indicatorsSaved"));
  };
  return (
    <>
      <Button icon={ChartColumn} onPress={() => setOpen(true)}>
        {t("journal.indicators")}
      </Button>
      <Dialog
        title={t("journal.indicatorsTitle")}
        size="large"
        isOpen={open}
        onClose={() => setOpen(false)}
        footer={
          <Button icon={FileDown} isPending={write.pending} onPress={() => void save()}>
            {t("journal.indicatorsExport")}
          </Button>
        }
      >
        <p className={styles.lead}>{t("journal.indicatorsLead")}</p>
        {open && <Table />}
      </Dialog>
    </>
  );
}

function Table() {
  const t = useText();
  const query = useQueryOf("indicators.list", undefined);
  if (query.error !== null) return <FailureBanner failure={query.error.failure} onRetry={() => void query.refetch()} />;
  const rows = query.data ?? [];
  if (query.data?.length === 0) return <p>{t("journal.indicatorsNone")}</p>;
  return (
    // Scrolled by the keyboard too: nothing in it takes the focus.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.counted} role="region" aria-label={t("journal.indicatorsTitle")} tabIndex={0}>
      <table className={styles.indicators}>
        <thead>
          <tr>
            <th scope="col">{t("journal.month")}</th>
            <th scope="col">{t("journal.direction")}</th>
            <th scope="col">{t("journal.cdaCode")}</th>
            <th scope="col">{t("journal.withIns")}</th>
            <th scope="col">{t("journal.withoutIns")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={`${row.month} ${row.direction} ${row.code}`} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row }: { readonly row: Indicator }) {
  const t = useText();
  const month = new Intl.DateTimeFormat(t.language, { month: "long", year: "numeric" }).format(
    new Date(`${row.month}-15T12:00:00Z`),
  );
  return (
    <tr>
      <td>{month}</td>
      <td>{t(`journal.direction-${row.direction}`)}</td>
      <td>{row.type === "" ? row.code : row.type}</td>
      <td>{row.withIns}</td>
      <td>{row.withoutIns}</td>
    </tr>
  );
}

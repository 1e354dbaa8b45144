import BadgeCheck from "lucide-react/icons/badge-check";
import Download from "lucide-react/icons/download";
import IdCard from "lucide-react/icons/id-card";
import { useState } from "react";
import type { AddressQuality, QualitySignal } from "#shared/rules/address-quality";
import { longDate } from "#shared/text/formats/index";
import { useCommand, useQueryOf } from "../../bridge";
import { useText, type Text } from "../../text";
import { Badge, Button, EmptyState, FailureBanner, FilterChips, toasts } from "../../ui";
import { workspace } from "../../workspace";
import styles from "./quality-list.module.css";

const FILTERS = ["all", "bounced", "gone", "silent"] as const;
type Filter = (typeof FILTERS)[number];

/** The addresses that something speaks against, why and what to do; written out for the operator. */
export function QualityList() {
  const t = useText();
  const query = useQueryOf("quality.list", undefined);
  const [filter, setFilter] = useState<Filter>("all");
  const all = query.data ?? [];
  const shown = filter === "all" ? all : all.filter(({ signals }) => signals.includes(filter));
  if (query.error !== null) return <FailureBanner failure={query.error.failure} onRetry={() => void query.refetch()} />;
  if (query.data?.length === 0)
    return (
      <EmptyState icon={BadgeCheck} title={t("quality.none")}>
        {t("quality.noneText")}
      </EmptyState>
    );
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <p className={styles.about}>{t("quality.about")}</p>
        <Export />
      </div>
      <FilterChips
        label={t("quality.filter")}
        value={filter}
        onChange={setFilter}
        options={FILTERS.map((value) => ({ value, label: t(`quality.filter-${value}`), count: countOf(all, value) }))}
      />
      <ul className={styles.list} aria-label={t("quality.list", { count: shown.length })}>
        {shown.map((one) => (
          <Line key={one.address} one={one} />
        ))}
      </ul>
    </div>
  );
}

const countOf = (all: readonly AddressQuality[], filter: Filter): number =>
  filter === "all" ? all.length : all.filter(({ signals }) => signals.includes(filter)).length;

function Export() {
  const t = useText();
  const write = useCommand("quality.export");
  const run = async (): Promise<void> => {
    const result = await write.run(undefined);
    if (result.ok && result.value.saved) toasts.show(t("quality.exported"), { tone: "good" });
  };
  return (
    <Button icon={Download} isPending={write.pending} onPress={() => void run()}>
      {t("quality.export")}
    </Button>
  );
}

function Line({ one }: { readonly one: AddressQuality }) {
  const t = useText();
  const { address, name, signals } = one;
  return (
    <li className={styles.line}>
      <div className={styles.words}>
        <span className={styles.first}>
          <strong className={styles.name}>{name === "" ? address : name}</strong>
          {signals.map((signal) => (
            <Badge key={signal} tone="warning">
              {t(`quality.signal-${signal}`)}
            </Badge>
          ))}
        </span>
        {name !== "" && <span className={styles.address}>{address}</span>}
        {signals.map((signal) => (
          <p key={signal} className={styles.why}>
            {why(one, signal, t)}
          </p>
        ))}
      </div>
      <Button
        icon={IdCard}
        aria-label={t("directory.openPerson", { name: name === "" ? address : name })}
        onPress={() => workspace.openSheet({ kind: "person", address, name })}
      >
        {t("directory.see")}
      </Button>
    </li>
  );
}

function why(one: AddressQuality, signal: QualitySignal, t: Text): string {
  const date = (iso: string | null): string => longDate(iso ?? "", t.language);
  switch (signal) {
    case "bounced":
      return t("quality.why-bounced", { count: one.bounces, date: date(one.lastBounce), reason: reason(one, t) });
    case "gone":
      return t("quality.why-gone", { date: date(one.goneSince) });
    case "silent":
      return t("quality.why-silent", { count: one.unanswered, date: date(one.unansweredSince) });
  }
}

/** Why the last message came back, where that tells something of the address. */
const reason = ({ bounceReason }: AddressQuality, t: Text): string =>
  t.has(`quality.bounce-${bounceReason}`) ? t.ofCode("quality", `bounce-${bounceReason}`) : "";

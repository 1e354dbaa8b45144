import Plus from "lucide-react/icons/plus";
import Users from "lucide-react/icons/users-round";
import { useState } from "react";
import type { TeamId } from "#shared/domain/ids";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, EmptyState, ListBeside, PersonRow, VirtualList } from "../../ui";
import { TeamForm } from "./team-form";
import styles from "./contacts.module.css";

/** The care teams; the one chosen is beside them, ready to be changed. */
export function TeamList() {
  const t = useText();
  const [chosen, setChosen] = useState<TeamId | "new" | null>(null);
  const teams = useQueryOf("teams.list", undefined).data ?? [];
  const open = teams.find(({ id }) => id === chosen);
  return (
    <ListBeside
      tabbed
      list={
        <>
          <div className={styles.head}>
            <Button icon={Plus} onPress={() => setChosen("new")}>
              {t("contacts.addTeam")}
            </Button>
          </div>
          {teams.length > 0 && (
            <VirtualList
              label={t("contacts.teamList", { count: teams.length })}
              framed
              rows={teams.map((item) => ({ kind: "item" as const, key: item.id, item }))}
              total={teams.length}
              active={chosen}
              onActivate={(key) => setChosen(teams.find(({ id }) => id === key)?.id ?? null)}
              estimate={() => 60}
              renderItem={({ name, members }) => (
                <PersonRow name={name}>{t("contacts.members", { count: members.length })}</PersonRow>
              )}
            />
          )}
        </>
      }
    >
      {chosen === "new" ? (
        <TeamForm key="new" team={null} onDone={setChosen} />
      ) : open === undefined ? (
        <EmptyState icon={Users} title={t(teams.length === 0 ? "contacts.noTeam" : "contacts.chooseTeam")}>
          {t("contacts.teamText")}
        </EmptyState>
      ) : (
        <TeamForm key={open.id} team={open} onDone={setChosen} />
      )}
    </ListBeside>
  );
}

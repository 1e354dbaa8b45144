import Contact from "lucide-react/icons/contact";
import Plus from "lucide-react/icons/plus";
import { useState } from "react";
import type { Contact as Kept } from "#shared/domain/contact";
import type { ContactId } from "#shared/domain/ids";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Badge, Button, EmptyState, FailureBanner, ListBeside, PersonRow, SearchField, VirtualList } from "../../ui";
import { workspace } from "../../workspace";
import { ContactForm } from "./contact-form";
import styles from "./contacts.module.css";

const MOST = 2000;

/** The contacts by name; the one chosen is beside them, ready to be changed. */
export function ContactList() {
  const t = useText();
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<ContactId | "new" | null>(null);
  const query = useQueryOf("contacts.list", { search: search.slice(0, 100), limit: MOST }, { keep: true });
  const contacts = query.data ?? [];
  const open = contacts.find(({ id }) => id === chosen);
  return (
    <ListBeside
      tabbed
      list={
        <>
          <div className={styles.head}>
            <SearchField
              label={t("contacts.search")}
              placeholder={t("contacts.searchHint")}
              value={search}
              onChange={setSearch}
            />
            <Button icon={Plus} onPress={() => setChosen("new")}>
              {t("contacts.add")}
            </Button>
          </div>
          <FailureBanner failure={query.error?.failure ?? null} onRetry={() => void query.refetch()} />
          {query.data?.length === 0 ? (
            <EmptyState
              icon={Contact}
              title={t(search === "" ? "contacts.none" : "contacts.noneFound")}
              action={
                search === "" && <Button onPress={() => workspace.goPage("directory")}>{t("inbox.directory")}</Button>
              }
            >
              {t(search === "" ? "contacts.noneText" : "contacts.noneFoundText")}
            </EmptyState>
          ) : (
            <VirtualList
              label={t("contacts.list", { count: contacts.length })}
              framed
              rows={contacts.map((item) => ({ kind: "item" as const, key: item.id, item }))}
              total={contacts.length}
              active={chosen}
              onActivate={(key) => setChosen(contacts.find(({ id }) => id === key)?.id ?? null)}
              estimate={() => 64}
              renderItem={(contact) => <Row contact={contact} />}
            />
          )}
        </>
      }
    >
      {chosen === "new" ? (
        <ContactForm key="new" contact={null} onDone={setChosen} />
      ) : contacts.length === 0 ? null : open === undefined ? (
        <EmptyState icon={Contact} title={t("contacts.choose")}>
          {t("contacts.chooseText")}
        </EmptyState>
      ) : (
        <ContactForm key={open.id} contact={open} onDone={setChosen} />
      )}
    </ListBeside>
  );
}

function Row({ contact }: { readonly contact: Kept }) {
  const t = useText();
  const about = [contact.specialty || contact.profession, contact.structure, contact.city];
  return (
    <PersonRow
      kind="professional"
      name={contact.name}
      marks={
        <>
          {contact.gone.length > 0 && <Badge tone="warning">{t("contacts.gone")}</Badge>}
          {contact.bounced.length > 0 && <Badge tone="warning">{t("writing.bouncedBefore")}</Badge>}
        </>
      }
    >
      {about.filter((text) => text !== "").join(" · ") || contact.addresses.join(", ")}
    </PersonRow>
  );
}

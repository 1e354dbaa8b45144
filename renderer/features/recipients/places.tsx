import Building2 from "lucide-react/icons/building-2";
import type { Situation } from "#shared/domain/draft";
import { useText } from "../../text";
import { Button } from "../../ui";
import { workspace } from "../../workspace";
import styles from "./sheet.module.css";

/** Where somebody works (situations d’exercice); a structure leads to its own page. */
export function Places({ places }: { readonly places: readonly Situation[] }) {
  const t = useText();
  if (places.length === 0) return <p className={styles.quiet}>{t("directory.noPlace")}</p>;
  return (
    <ul className={styles.places} aria-label={t("directory.places")}>
      {places.map(({ structure, service, street, postalCode, city }) => (
        <li key={`${structure}/${service}/${street}/${postalCode}`} className={styles.place}>
          {structure === "" ? (
            <span>{service}</span>
          ) : (
            <Button
              variant="quiet"
              icon={Building2}
              className={styles.structure}
              aria-label={t("directory.openStructure", { name: structure })}
              onPress={() => workspace.openSheet({ kind: "structure", name: structure, postalCode, city })}
            >
              {service === "" ? structure : `${structure} — ${service}`}
            </Button>
          )}
          <span className={styles.quiet}>
            {[street, [postalCode, city].filter((word) => word !== "").join(" ")]
              .filter((word) => word !== "")
              .join(", ")}
          </span>
        </li>
      ))}
    </ul>
  );
}
